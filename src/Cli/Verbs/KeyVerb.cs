using System.CommandLine;
using System.Security.Cryptography;

namespace SemCom.Cli;

/// <summary><c>semcom key</c>: makes a key for private parts.</summary>
internal static class KeyVerb
{
    private static readonly Argument<string> Output = new("FILE") { Description = "A new file for the key." };

    public static Command Create(CliContext context)
    {
        var json = CliOptions.Json();
        var command = new Verb("key", "Makes a key for private parts of pictures: 256 random bits, as Base64, readable by you alone. It follows from no seed.", "semcom key group.key") { Output, CliOptions.Seed(), json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(Output);
            KeyFile.Write(path, PrivacyKey.FromBytes(RandomNumberGenerator.GetBytes(PrivacyKey.Length)));
            if (parsed.GetValue(json))
                context.Out.WriteLine($$"""{ "key": "{{System.Text.Json.JsonEncodedText.Encode(path)}}" }""");
            else
                context.Out.WriteLine($"{path}: a new key; whoever has this file sees what is private");
            return CommandLineApp.Success;
        });
        return command;
    }
}
