using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SemCom.Runtime.Models;
using Spectre.Console;

namespace SemCom.Cli;

/// <summary><c>semcom models list</c> and <c>semcom models verify</c>.</summary>
internal static class ModelsVerb
{
    public static Command Create(CliContext context)
    {
        return new Verb("models", "The trained models.", "semcom models list")
        {
            Create("list", "Lists the models.", json => List(context, json)),
            Create("verify", "Compares every file of every model with the manifest.", json => Verify(context, json)),
        };
    }

    private static Verb Create(string name, string description, Func<bool, int> run)
    {
        var json = CliOptions.Json();
        var command = new Verb(name, description, $"semcom models {name}") { CliOptions.Seed(), json };
        command.SetAction(parsed => run(parsed.GetValue(json)));
        return command;
    }

    private static int List(CliContext context, bool json)
    {
        var models = context.Models().Models.Select(m => new ModelRow(m.Id, m.Modality, m.Files.Sum(f => f.Bytes), [.. m.Files.Select(f => new ModelFileRow(f.Role, f.Path, f.Bytes, f.Sha256))], m.CardPath)).ToList();
        if (json)
        {
            context.Out.WriteLine(JsonSerializer.Serialize(models, CliJson.Indented.ListModelRow));
            return CommandLineApp.Success;
        }
        var table = new Table().Border(TableBorder.Simple).AddColumns("model", "modality");
        table.AddColumn("size", column => column.RightAligned()).AddColumn("card");
        foreach (var model in models)
            table.AddRow(new Text(model.Id), new Text(model.Modality), new Text(string.Create(CultureInfo.InvariantCulture, $"{model.Bytes / 1048576.0:0.0} MiB")), new Text(model.Card));
        Terminals.Out(context).Write(table);
        return CommandLineApp.Success;
    }

    /// <summary>Verifies all models, so that one damaged file does not hide another; fails if any is damaged.</summary>
    private static int Verify(CliContext context, bool json)
    {
        var checks = context.Models().Models.Select(m => new ModelCheck(m.Id, Problem(m))).ToList();
        if (json)
            context.Out.WriteLine(JsonSerializer.Serialize(checks, CliJson.Indented.ListModelCheck));
        foreach (var check in checks)
        {
            if (check.Problem is not null)
                context.Error.WriteLine($"semcom: {check.Problem}");
            else if (!json)
                context.Out.WriteLine($"{check.Id}: intact");
        }
        return checks.All(c => c.Problem is null) ? CommandLineApp.Success : CommandLineApp.UserMistake;
    }

    private static string? Problem(ModelEntry model)
    {
        try
        {
            model.Verify();
            return null;
        }
        catch (SemComException e)
        {
            return e.Message;
        }
    }
}
