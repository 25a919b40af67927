using SemCom.Evaluation;
using SemCom.Runtime.Models;

namespace SemCom.Cli;

/// <summary>What the verbs work with: where they write, and what they can choose from.</summary>
/// <param name="Out">Standard output: results, and nothing else.</param>
/// <param name="Error">Standard error: progress, remarks and errors.</param>
internal sealed record CliContext(TextWriter Out, TextWriter Error)
{
    /// <summary>True when a person watches standard output.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>True when a person watches standard error.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Colours and other escape sequences are welcome on terminals (https://no-color.org).</summary>
    public bool Colours { get; init; } = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>The command line as it was typed.</summary>
    public string CommandLine { get; init; } = "semcom";

    /// <summary>The systems that can be run.</summary>
    public SystemRegistry Systems { get; init; } = SystemRegistry.Default;

    /// <summary>Finds the models.</summary>
    public Func<ModelCatalogue> Models { get; init; } = () => ModelCatalogue.Default;

    /// <summary>Where the search for samples begins.</summary>
    public string ProgramFolder { get; init; } = AppContext.BaseDirectory;

    /// <summary>Finds a file that comes with SemCom: beside the program, or in a folder above it.</summary>
    /// <exception cref="SemComException">It is nowhere there.</exception>
    public string FindSample(string[] path)
    {
        var relative = Path.Combine(path);
        return TryFind(relative) ?? throw new SemComException($"demo: {relative} must lie at or above {ProgramFolder} (it does not); " +
            "run semcom from its repository, or send a picture of your own");
    }

    /// <summary>Finds a file that comes with SemCom, beside the program or in a folder above it; null where it is nowhere there.</summary>
    public string? TryFind(string relative)
    {
        for (var folder = new DirectoryInfo(ProgramFolder); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, relative);
            if (File.Exists(candidate))
                return candidate;
        }
        return null;
    }

    /// <summary>The context of a process.</summary>
    public static CliContext OfConsole() => new(Console.Out, Console.Error)
    {
        OutIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
    };
}
