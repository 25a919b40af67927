using System.Globalization;
using SemCom.Evaluation;
using Spectre.Console;

namespace SemCom.Cli;

/// <summary>Shows the means of a sweep as a table.</summary>
internal static class MeansView
{
    public static void Write(CliContext context, IReadOnlyList<MeanRecord> means)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (name, right) in new[] { ("system", false), ("channel", false), ("Es/N0 [[dB]]", true), ("CBR", true), ("PSNR [[dB]]", true), ("± 95 %", true), ("MS-SSIM", true), ("lost", true), ("encode + decode [[ms]]", true), ("n", true) })
            table.AddColumn(new TableColumn(name) { NoWrap = true, Alignment = right ? Justify.Right : Justify.Left });
        foreach (var m in means)
        {
            table.AddRow(
                new Text(m.System), new Text(m.Channel), new Text(Format(m.SnrDb, "0.##")), new Text(Cbrs.Format(m.Cbr)),
                new Text(Format(m.PsnrDb, "0.00")), new Text(Format(m.PsnrDbCi95, "0.00")), new Text(Format(m.MsSsim, "0.0000")),
                new Text(Format(m.LossRate, "0.#%")), new Text($"{Format(m.EncodeMs, "0")} + {Format(m.DecodeMs, "0")}"), new Text($"{m.N}"));
        }
        Terminals.Out(context).Write(table);
    }

    private static string Format(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
