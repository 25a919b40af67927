using System.Collections.Concurrent;
using System.CommandLine;
using System.Globalization;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary><c>semcom demo</c>: the sample picture over a fading link, as a table and a report with pictures.</summary>
internal static class DemoVerb
{
    private const int Seeds = 5;

    private const string Description =
        "Sends the sample picture over a fading link at several SNRs and rates, and over a link without fading for comparison; " +
        "prints a table, and writes the received pictures and report.html.";

    private const string Summary =
        "One picture over a Rayleigh fading link with a single complex gain for each frame, which the receiver estimates from pilots, " +
        "and over a link with noise alone. A deep fade hits the whole frame, so the means over a few seeds have wide intervals; " +
        "each picture shown is the one of median PSNR among them.";

    private static readonly string[] SamplePath = ["samples", "pictures", "harbour.png"];

    public static Command Create(CliContext context)
    {
        var output = new ParsedOption<string>("--out", "DIR", "Folder for pictures and report.", (_, text) => text, "demo-out", "demo-out");
        var seed = CliOptions.Seed();
        var json = CliOptions.Json();
        var command = new Verb("demo", Description, "semcom demo --out demo-out") { output, seed, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await RunAsync(context, output.Of(parsed), seed.Of(parsed), parsed.GetValue(json), cancellationToken).ConfigureAwait(false);
            return CommandLineApp.Success;
        });
        return command;
    }

    private static async Task RunAsync(CliContext context, string output, ulong seed, bool json, CancellationToken cancellationToken)
    {
        var system = context.Systems.Create("semantic", new SystemOptions());
        var sample = new PictureInput(context.FindSample(SamplePath));
        var plan = new SweepPlan { Sources = [sample], Cells = Cells(system), FirstSeed = seed, Seeds = Seeds };
        var received = new ConcurrentBag<(int Cell, SystemResult Result)>();
        var sweep = new Sweep(plan) { Received = (job, result) => received.Add((job.Cell, result)) };
        var result = await new SweepDisplay(context, TimeProvider.System).RunAsync(sweep, cancellationToken).ConfigureAwait(false);
        var report = new Report
        {
            Title = "SemCom demo",
            Summary = Summary,
            Command = context.CommandLine,
            Plan = plan,
            Result = result,
            Gallery = Gallery(output, Picture.Load(sample.Path), plan, received),
        };
        SweepView.Write(context, result, ReportFiles.Write(output, report), json);
    }

    private static List<SweepCell> Cells(ISystem system)
    {
        const double Cbr = 1.0 / 16, SnrDb = 10;
        return
        [
            .. SweepPlan.Grid([system], ["rayleigh"], [Cbr], [1, 4, 7, SnrDb, 13]),
            .. SweepPlan.Grid([system], ["rayleigh"], [1.0 / 48, 1.0 / 24, 1.0 / 12], [SnrDb]),
            .. SweepPlan.Grid([system], ["awgn"], [Cbr], [1, 7, 13]),
        ];
    }

    /// <summary>Saves the received pictures and describes them for the report.</summary>
    private static List<GalleryItem> Gallery(string output, Picture original, SweepPlan plan, IEnumerable<(int Cell, SystemResult Result)> received)
    {
        ReportFiles.MakeFolder(output);
        var items = new List<GalleryItem> { new(original, "original", $"{original.Width} x {original.Height}") };
        foreach (var seeds in received.GroupBy(one => one.Cell, one => one.Result).OrderBy(group => group.Key))
        {
            var cell = plan.Cells[seeds.Key];
            var result = Median(seeds);
            var snrDb = cell.SnrDb.ToString(CultureInfo.InvariantCulture);
            var file = $"{cell.Channel}-{snrDb}dB-cbr-{Cbrs.Format(cell.Cbr).Replace('/', '-')}.png";
            result.Picture.Save(Path.Combine(output, file));
            items.Add(new GalleryItem(result.Picture, $"{cell.Channel}, {snrDb} dB, CBR {Cbrs.Format(cell.Cbr)}", Detail(result.Quality), file));
        }
        return items;
    }

    private static SystemResult Median(IEnumerable<SystemResult> seeds)
    {
        var byQuality = seeds.OrderBy(result => result.Quality.PsnrDb ?? double.PositiveInfinity).ThenBy(result => result.Quality.Seed).ToArray();
        return byQuality[byQuality.Length / 2];
    }

    private static string Detail(QualityRecord quality)
    {
        var psnr = quality.PsnrDb is { } db ? string.Create(CultureInfo.InvariantCulture, $"{db:0.0} dB") : "identical";
        var msSsim = quality.MsSsim is { } value ? string.Create(CultureInfo.InvariantCulture, $", MS-SSIM {value:0.000}") : "";
        return quality.Lost ? $"lost and concealed, {psnr}{msSsim}" : $"{psnr}{msSsim}";
    }
}
