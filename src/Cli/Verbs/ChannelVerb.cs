using System.CommandLine;
using System.Text.Json;
using SemCom.Channels;
using Spectre.Console;

namespace SemCom.Cli;

/// <summary><c>semcom channel list</c>: the channels and their parameters.</summary>
internal static class ChannelVerb
{
    private const string Example = "semcom channel list";

    public static Command Create(CliContext context)
    {
        var json = CliOptions.Json();
        var list = new Verb("list", "Lists the channels and their parameters.", Example) { CliOptions.Seed(), json };
        list.SetAction(parsed => List(context, parsed.GetValue(json)));
        return new Verb("channel", "The simulated channels.", Example) { list };
    }

    private static int List(CliContext context, bool json)
    {
        var channels = ChannelRegistry.Default.Channels;
        if (json)
        {
            var rows = channels.Select(c => new ChannelRow(c.Name, c.Description, [.. c.Parameters.Select(p => new ParameterRow(p.Name, p.Description, p.Default))])).ToList();
            context.Out.WriteLine(JsonSerializer.Serialize(rows, CliJson.Indented.ListChannelRow));
            return CommandLineApp.Success;
        }
        var table = new Table().Border(TableBorder.Simple).AddColumns("channel", "what it does", "parameters");
        foreach (var channel in channels)
        {
            var parameters = channel.Parameters.Select(p => $"{p.Name}: {p.Description} (default: {p.Default})");
            table.AddRow(new Text(channel.Name), new Text(channel.Description), new Text(string.Join('\n', parameters)));
        }
        Terminals.Out(context).Write(table);
        return CommandLineApp.Success;
    }
}
