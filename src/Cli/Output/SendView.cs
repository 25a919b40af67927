using System.Globalization;
using SemCom.Evaluation;
using SemCom.Runtime.Quality;
using Spectre.Console;

namespace SemCom.Cli;

/// <summary>Shows one transmission to a person.</summary>
internal static class SendView
{
    public static void Write(CliContext context, QualityRecord record, Picture picture, PictureMetrics metrics, string? output)
    {
        var console = Terminals.Out(context);
        var link = $"{record.Channel} at {Format(record.SnrDb, "0.##")} dB, CBR {Cbrs.Format(record.Cbr)}";
        var (size, system) = ($"{picture.Width} x {picture.Height}", record.Model ?? record.System);
        console.MarkupLineInterpolated($"[bold]{record.Source}[/] ({size}) over {link}, {system}, seed {record.Seed}");
        if (record.Lost)
            console.MarkupLine("[bold red]The frame was lost; what follows is the concealed picture.[/]");
        console.WriteLine();
        var table = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn(new GridColumn().NoWrap());
        Row("PSNR", record.PsnrDb is { } psnrDb ? $"{Format(psnrDb, "0.00")} dB" : "infinite: the pictures are identical");
        Measure(PictureMetrics.MsSsim, "MS-SSIM", record.MsSsim, PictureQuality.MinMsSsimSide);
        Measure(PictureMetrics.Ssim, "SSIM", record.Ssim, PictureQuality.MinSsimSide);
        Measure(PictureMetrics.Perceptual, "perceptual distance", record.PerceptualDistance, PerceptualDistance.MinSide);
        Measure(PictureMetrics.Semantic, "semantic similarity", record.SemanticSimilarity, 1);
        if (record.SameClass is { } same)
            Row("class", same ? "that of the original" : "another than the original's");
        if (record.FocusShare is { } share)
            Row("focus", $"{Format(share, "0.0 %")} of the picture: {Decibels(record.PsnrInsideDb)} inside, {Decibels(record.PsnrOutsideDb)} outside");
        if (record.PrivateShare is { } hidden)
            Row("private", $"{Format(hidden, "0.0 %")} of the picture: {Decibels(record.PsnrInsideDb)} inside, {Decibels(record.PsnrOutsideDb)} outside");
        Row("mode", record.Mode == LinkMode.Generative.Name() ? "generative: details are made up by the receiver" : record.Mode);
        Row("receiver", record.Genie ? "knows the true channel (genie)" : "estimates the channel");
        Row("channel uses", Format(record.Uses.Total, "N0"));
        foreach (var (name, uses) in Ledger(record.Uses))
            Row($"  {name}", $"{Format(uses, "N0")} ({Format((double)uses / record.Uses.Total, "0.0 %")})");
        var (encode, channel, decode) = (Format(record.EncodeMs, "0"), Format(record.ChannelMs, "0"), Format(record.DecodeMs, "0"));
        Row("times", $"encode {encode} ms, channel {channel} ms, decode {decode} ms");
        Row("frame", $"{Format(record.BytesOnWire, "N0")} bytes as MessagePack");
        if (output is not null)
            Row("written", output);
        console.Write(table);

        void Measure(PictureMetrics metric, string name, double? value, int minSide)
        {
            if (metrics.HasFlag(metric))
                Row(name, value is { } number ? Format(number, "0.0000") : $"not defined below {minSide} pixels a side");
        }

        static string Decibels(double? psnrDb) => psnrDb is { } db ? $"{Format(db, "0.00")} dB" : "identical";

        void Row(string name, string value) => table.AddRow(new Markup($"[grey]{name}[/]"), new Text(value));
    }

    private static IEnumerable<(string Name, int Uses)> Ledger(UsesRecord uses) => new[]
    {
        ("payload", uses.Payload), ("side information", uses.SideInformation), ("header", uses.Header),
        ("pilots", uses.Pilots), ("knowledge", uses.Knowledge),
    }.Where(part => part.Item2 > 0);

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
