using System.Globalization;
using SemCom.Evaluation;
using Spectre.Console;

namespace SemCom.Cli;

/// <summary>Shows the means of a sweep as a table.</summary>
internal static class MeansView
{
    private static readonly string[] Front = ["system", "channel", "Es/N0 [[dB]]", "CBR"];
    private static readonly string[] Back = ["lost", "encode + decode [[ms]]", "n"];

    private static readonly (string Name, Func<MeanRecord, string> Value)[] OfPictures =
        [("PSNR [[dB]]", m => Format(m.PsnrDb, "0.00")), ("± 95 %", m => Format(m.PsnrDbCi95, "0.00")), ("MS-SSIM", m => Format(m.MsSsim, "0.0000"))];

    private static readonly (string Name, Func<MeanRecord, string> Value)[] OfSpeech =
        [("SI-SDR [[dB]]", m => Format(m.SiSdrDb, "0.00")), ("± 95 %", m => Format(m.SiSdrDbCi95, "0.00")), ("STOI", m => Format(m.Stoi, "0.000"))];

    private const int WideEnough = 140;

    private static readonly (string Name, Func<MeanRecord, string> Value, Func<MeanRecord, bool> Known)[] Learned =
    [
        ("perceptual", m => Format(m.PerceptualDistance, "0.000"), m => m.PerceptualDistance is not null),
        ("semantic", m => Format(m.SemanticSimilarity, "0.000"), m => m.SemanticSimilarity is not null),
        ("inside [[dB]]", m => Format(m.PsnrInsideDb, "0.00"), m => m.PsnrInsideDb is not null),
        ("outside [[dB]]", m => Format(m.PsnrOutsideDb, "0.00"), m => m.PsnrOutsideDb is not null),
        ("same class", m => Format(m.ClassAgreement, "0.#%"), m => m.ClassAgreement is not null),
    ];

    public static void Write(CliContext context, IReadOnlyList<MeanRecord> means)
    {
        var console = Terminals.Out(context);
        var learned = Learned.Where(column => console.Profile.Width >= WideEnough && means.Any(column.Known)).ToArray();
        var table = new Table().Border(TableBorder.Simple);
        var quality = means.Any(m => m.Stoi is not null || m.SiSdrDb is not null) ? OfSpeech : OfPictures;
        foreach (var name in Front.Concat(quality.Select(column => column.Name)).Concat(Back).Concat(learned.Select(column => column.Name)))
            table.AddColumn(new TableColumn(name) { NoWrap = true, Alignment = name is "system" or "channel" ? Justify.Left : Justify.Right });
        foreach (var m in means)
        {
            Text[] cells =
            [
                new Text(m.System), new Text(m.Channel),
                new Text(Format(m.SnrDb, "0.##")), new Text(Cbrs.Format(m.Cbr)),
                .. quality.Select(column => new Text(column.Value(m))),
                new Text(Format(m.LossRate, "0.#%")), new Text($"{Format(m.EncodeMs, "0")} + {Format(m.DecodeMs, "0")}"), new Text($"{m.N}"),
                .. learned.Select(column => new Text(column.Value(m))),
            ];
            table.AddRow(cells);
        }
        console.Write(table);
    }

    private static string Format(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
