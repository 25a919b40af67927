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
        WriteHead(context, record, $"{picture.Width} x {picture.Height}", "The frame was lost; what follows is the concealed picture.");
        var table = NewTable();
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
        WriteLink(table, record, output);
        Terminals.Out(context).Write(table);

        void Measure(PictureMetrics metric, string name, double? value, int minSide)
        {
            if (metrics.HasFlag(metric))
                Row(name, value is { } number ? Format(number, "0.0000") : $"not defined below {minSide} pixels a side");
        }

        static string Decibels(double? psnrDb) => psnrDb is { } db ? $"{Format(db, "0.00")} dB" : "identical";

        void Row(string name, string value) => AddRow(table, name, value);
    }

    public static void Write(CliContext context, QualityRecord record, Sound sound, string? output)
    {
        WriteHead(context, record, $"{Format(sound.Seconds, "0.0")} s at {sound.SampleRate} Hz", "Every frame was lost; what follows is silence.");
        var table = NewTable();
        AddRow(table, "SI-SDR", record.SiSdrDb is { } siSdrDb ? $"{Format(siSdrDb, "0.00")} dB" : "not defined for silence and exact copies");
        AddRow(table, "STOI", record.Stoi is { } stoi ? Format(stoi, "0.000") : "not defined for less than half a second of speech");
        WriteLink(table, record, output);
        Terminals.Out(context).Write(table);
    }

    private static void WriteHead(CliContext context, QualityRecord record, string size, string loss)
    {
        var console = Terminals.Out(context);
        var link = $"{record.Channel} at {Format(record.SnrDb, "0.##")} dB, CBR {Cbrs.Format(record.Cbr)}";
        console.MarkupLineInterpolated($"[bold]{record.Source}[/] ({size}) over {link}, {record.Model ?? record.System}, seed {record.Seed}");
        if (record.Lost)
            console.MarkupLineInterpolated($"[bold red]{loss}[/]");
        console.WriteLine();
    }

    private static void WriteLink(Grid table, QualityRecord record, string? output)
    {
        AddRow(table, "mode", record.Mode == LinkMode.Generative.Name() ? "generative: details are made up by the receiver" : record.Mode);
        AddRow(table, "receiver", record.Genie ? "knows the true channel (genie)" : "estimates the channel");
        AddRow(table, "channel uses", Format(record.Uses.Total, "N0"));
        foreach (var (name, uses) in Ledger(record.Uses))
            AddRow(table, $"  {name}", $"{Format(uses, "N0")} ({Format((double)uses / record.Uses.Total, "0.0 %")})");
        var (encode, channel, decode) = (Format(record.EncodeMs, "0"), Format(record.ChannelMs, "0"), Format(record.DecodeMs, "0"));
        AddRow(table, "times", $"encode {encode} ms, channel {channel} ms, decode {decode} ms");
        AddRow(table, "frame", $"{Format(record.BytesOnWire, "N0")} bytes as MessagePack");
        if (output is not null)
            AddRow(table, "written", output);
    }

    private static Grid NewTable() => new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn(new GridColumn().NoWrap());

    private static void AddRow(Grid table, string name, string value) => table.AddRow(new Markup($"[grey]{name}[/]"), new Text(value));

    private static IEnumerable<(string Name, int Uses)> Ledger(UsesRecord uses) => new[]
    {
        ("payload", uses.Payload), ("side information", uses.SideInformation), ("header", uses.Header),
        ("pilots", uses.Pilots), ("knowledge", uses.Knowledge),
    }.Where(part => part.Item2 > 0);

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
