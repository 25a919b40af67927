using Spectre.Console;

namespace SemCom.Cli;

/// <summary>Consoles for tables and progress: with colours on a terminal, plain text elsewhere.</summary>
internal static class Terminals
{
    private const int PlainWidth = 200;

    /// <summary>Standard output.</summary>
    public static IAnsiConsole Out(CliContext context) => Create(context.Out, context.OutIsTerminal, context.Colours);

    /// <summary>Standard error.</summary>
    public static IAnsiConsole Error(CliContext context) => Create(context.Error, context.ErrorIsTerminal, context.Colours);

    private static IAnsiConsole Create(TextWriter writer, bool terminal, bool colours)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal && colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = terminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!terminal)
            console.Profile.Width = PlainWidth;
        return console;
    }
}
