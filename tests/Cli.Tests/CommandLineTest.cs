using SemCom.Evaluation;
using SemCom.Evaluation.Tests;
using SemCom.Runtime.Models;

namespace SemCom.Cli.Tests;

/// <summary>Runs command lines in this process, with a fake codec and a folder that is gone afterwards.</summary>
public abstract class CommandLineTest : IDisposable
{
    internal TemporaryFolder Folder { get; } = new();

    internal FakeSystem System { get; init; } = new("semantic");

    /// <summary>Systems beside <see cref="System"/>.</summary>
    internal IReadOnlyList<SystemEntry> OtherSystems { get; init; } = [];

    /// <summary>What the last system was made with.</summary>
    internal SystemOptions? Asked { get; private set; }

    internal StringWriter Out { get; } = new();

    internal StringWriter Error { get; } = new();

    /// <summary>Runs a command line and returns its exit code.</summary>
    protected int Run(params string[] args) => Run(CancellationToken.None, args);

    protected int Run(CancellationToken stop, params string[] args)
    {
        var context = new CliContext(Out, Error)
        {
            Systems = new SystemRegistry([new SystemEntry("semantic", "a fake", Make), .. OtherSystems]),
            Models = () => ModelCatalogue.Open(Folder["models"]),
            ProgramFolder = Folder["program"],
        };
        return CommandLineApp.RunAsync(args, context, stop).GetAwaiter().GetResult();
    }

    private FakeSystem Make(SystemOptions options)
    {
        Asked = options;
        return System;
    }

    /// <summary>Checks that a command line is refused as a user's mistake, with one line and nothing else; returns the line.</summary>
    protected string Refused(params string[] args)
    {
        Assert.Equal(2, Run(args));
        Assert.Equal("", Out.ToString());
        var text = Error.ToString();
        Assert.EndsWith(Environment.NewLine, text, StringComparison.Ordinal);
        var line = text[..^Environment.NewLine.Length];
        Assert.DoesNotContain('\n', line);
        Assert.StartsWith("semcom: ", line, StringComparison.Ordinal);
        return line["semcom: ".Length..];
    }

    public void Dispose()
    {
        Folder.Dispose();
        Out.Dispose();
        Error.Dispose();
        GC.SuppressFinalize(this);
    }
}
