using System.Globalization;
using SemCom.Evaluation;
using Spectre.Console;

namespace SemCom.Cli;

/// <summary><c>channel estimate --json</c>.</summary>
internal sealed record EstimationDocument(EstimationTrial Trial, IReadOnlyList<EstimationRow> Rows);

/// <summary>Shows a comparison of estimators to a person: errors over SNR, their mean, and time.</summary>
internal static class EstimationView
{
    public static void Write(CliContext context, EstimationTrial trial, IReadOnlyList<EstimationRow> rows)
    {
        var console = Terminals.Out(context);
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"[bold]{trial.Channel}[/], {trial.Frames} slots of 14 x 72, pilots on every {trial.PilotSpacing}th subcarrier of symbols {string.Join(", ", trial.PilotSymbols)}, seed {trial.Seed}");
        var table = new Table().Border(TableBorder.Simple).AddColumn("NMSE [[dB]]");
        foreach (var snrDb in trial.SnrDb)
            table.AddColumn(Right(string.Create(CultureInfo.InvariantCulture, $"{snrDb} dB")));
        table.AddColumn(Right("mean")).AddColumn(Right("us a slot"));
        foreach (var name in trial.Estimators)
        {
            var own = rows.Where(row => row.Estimator == name).ToArray();
            table.AddRow([name, .. own.Select(row => Number(row.NmseDb)), Number(own.Average(row => row.NmseDb)),
                own.Average(row => row.MicrosecondsPerSlot).ToString("F0", CultureInfo.InvariantCulture)]);
        }
        console.Write(table);
        var widest = rows.Where(row => row.LowDb is not null).Select(row => (row.HighDb - row.LowDb) / 2).DefaultIfEmpty(null).Max();
        if (widest is not null)
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"95 % intervals are at most ±{widest:F2} dB wide; all estimators saw the same slots, so their differences are surer."));
    }

    private static TableColumn Right(string title) => new(title) { Alignment = Justify.Right, NoWrap = true };

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
