using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SemCom.Cli;

/// <summary>A command with an example, which the help shows last.</summary>
internal sealed class Verb(string name, string description, string example) : Command(name, description)
{
    /// <summary>A command line that works as it stands.</summary>
    public string Example { get; } = example;

    /// <summary>Lines that the help shows before the example; may be empty.</summary>
    public IReadOnlyList<string> Notes { get; set; } = [];

    /// <summary>Makes the help of <paramref name="root"/> and of all its verbs end with the example.</summary>
    public static void ShowExamples(RootCommand root)
    {
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new Help((HelpAction)help.Action!);
    }

    /// <summary>The framework's help, then notes and the example.</summary>
    internal sealed class Help(HelpAction inner) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var code = inner.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            if (parseResult.CommandResult.Command is not Verb verb)
                return code;
            foreach (var line in verb.Notes)
                output.WriteLine(line);
            output.WriteLine($"Example:\n  {verb.Example}\n");
            return code;
        }
    }
}
