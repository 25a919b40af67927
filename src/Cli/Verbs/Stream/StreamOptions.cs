using System.CommandLine;
using System.Net;

namespace SemCom.Cli;

/// <summary>The options that the verbs of streams share, each made anew for the verb that takes it.</summary>
internal static class StreamOptions
{
    public static ParsedOption<IPEndPoint?> To(string whom) => new("--to", "HOST:PORT", $"Where {whom} listens.", EndpointParser.Endpoint, null, "none, it must be given") { Required = true };

    public static ParsedOption<int> Listen(string whom) => new("--listen", "PORT", $"UDP port where {whom} reaches this process.", EndpointParser.Port, 0, "none, it must be given") { Required = true };

    public static Option<string?> Key() => new("--key") { HelpName = "FILE", Description = "Key of the group, see 'semcom key': all three processes need the same. Without one nothing is hidden, and anybody may take part." };

    public static ParsedOption<int?> Threads() => new("--threads", "N", "Threads inside the model.", (option, text) => NumberParser.Count(option, text, 1, 1024), null, "all cores");

    public static Option<bool> Once(string what) => new("--once") { Description = $"End with the stream; without it {what} goes on until it is stopped." };

    public static PrivacyKey? ReadKey(string? path) => path is null ? null : KeyFile.Read(path);
}
