using System.CommandLine;
using System.Text.Json;
using SemCom.Channels;
using Spectre.Console;

namespace SemCom.Cli;

/// <summary><c>semcom channel list</c>: the channels, the impairments and their parameters.</summary>
internal static class ChannelVerb
{
    private const string Example = "semcom channel list";

    public static Command Create(CliContext context)
    {
        var json = CliOptions.Json();
        var list = new Verb("list", "Lists the channels, the impairments that may follow them (NAME+IMPAIRMENT), and their parameters.", Example) { CliOptions.Seed(), json };
        list.SetAction(parsed => List(context, parsed.GetValue(json)));
        return new Verb("channel", "The simulated channels.", Example)
        {
            list, ChannelInspectVerb.Create(context), ChannelRecordVerb.Create(context), ChannelReplayVerb.Create(context), ChannelImportVerb.Create(context), ChannelEstimateVerb.Create(context),
            ChannelGenerateVerb.Create(context),
        };
    }

    private static int List(CliContext context, bool json)
    {
        var registry = ChannelRegistry.Default;
        var channels = registry.Channels.Select(c => Row(c.Name, c.Description, c.Parameters)).ToArray();
        var impairments = registry.Impairments.Impairments.Select(i => Row(i.Name, i.Description, i.Parameters)).ToArray();
        if (json)
        {
            context.Out.WriteLine(JsonSerializer.Serialize(new(channels, impairments), CliJson.Indented.ChannelListing));
            return CommandLineApp.Success;
        }
        var terminal = Terminals.Out(context);
        terminal.Write(TableOf("channel", channels));
        terminal.Write(TableOf("+ impairment", impairments));
        return CommandLineApp.Success;
    }

    private static Table TableOf(string kind, IReadOnlyList<ChannelRow> rows)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(kind, "what it does", "parameters");
        foreach (var row in rows)
        {
            var parameters = row.Parameters.Select(p => $"{p.Name}: {p.Description} (default: {p.Default})");
            table.AddRow(new Text(row.Name), new Text(row.Description), new Text(string.Join('\n', parameters)));
        }
        return table;
    }

    private static ChannelRow Row(string name, string description, IReadOnlyList<ChannelParameter> parameters) =>
        new(name, description, [.. parameters.Select(p => new ParameterRow(p.Name, p.Description, p.Default))]);
}
