using System.Globalization;
using SemCom.Evaluation;
using Spectre.Console;

namespace SemCom.Cli;

/// <summary>Shows the means of a sweep as a table.</summary>
internal static class MeansView
{
    private static readonly string[] Columns =
        ["system", "channel", "Es/N0 [[dB]]", "CBR", "PSNR [[dB]]", "± 95 %", "MS-SSIM", "lost", "encode + decode [[ms]]", "n"];

    public static void Write(CliContext context, IReadOnlyList<MeanRecord> means)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in Columns)
            table.AddColumn(new TableColumn(name) { NoWrap = true, Alignment = name is "system" or "channel" ? Justify.Left : Justify.Right });
        foreach (var m in means)
        {
            table.AddRow(
                new Text(m.System), new Text(m.Channel),
                new Text(Format(m.SnrDb, "0.##")), new Text(Cbrs.Format(m.Cbr)),
                new Text(Format(m.PsnrDb, "0.00")), new Text(Format(m.PsnrDbCi95, "0.00")), new Text(Format(m.MsSsim, "0.0000")),
                new Text(Format(m.LossRate, "0.#%")), new Text($"{Format(m.EncodeMs, "0")} + {Format(m.DecodeMs, "0")}"), new Text($"{m.N}"));
        }
        Terminals.Out(context).Write(table);
    }

    private static string Format(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
