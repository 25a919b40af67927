using System.Xml.Linq;
using SemCom.Channels;
using SemCom.Runtime.Media.Png;

namespace SemCom.Evaluation.Tests;

/// <summary>Observed numbers against equations that are written out here once more.</summary>
public sealed class ChannelInspectorTests : IDisposable
{
    private const double Sigmas = 5;
    private readonly TemporaryFolder _folder = new();

    private static ChannelInspection Inspect(string spec, InspectionOptions? options = null) => ChannelInspector.Inspect(ChannelSpec.Parse(spec), options ?? new());

    [Fact]
    public void TdlC_HasTheProfileOfItsTable()
    {
        const int Frames = 400;
        var inspection = Inspect("tdl-c:ds=300ns,fd=50Hz", new() { Frames = Frames });
        var paths = inspection.Multipath!;
        var taps = TdlProfile.Find("TDL-C").Taps.ToArray().OrderBy(tap => tap.NormalizedDelay).ToArray();
        Assert.Equal(taps.Select(tap => tap.NormalizedDelay * 300e-9), paths.Profile.Select(point => point.X));
        for (var p = 0; p < taps.Length; p++)
        {
            Assert.Equal(taps[p].Power, paths.Profile[p].Model!.Value, 1e-12);
            Assert.InRange(Math.Abs(paths.Profile[p].Measured - taps[p].Power), 0, Sigmas / 1.96 * paths.Profile[p].HalfWidth95!.Value);
        }

        // By the delta method, the power of a frame being at most as uncertain as one exponential draw.
        var mean = taps.Sum(tap => tap.Power * tap.NormalizedDelay);
        var square = taps.Sum(tap => tap.Power * Math.Pow(tap.NormalizedDelay - mean, 2));
        var deviation = Math.Sqrt(taps.Sum(tap => Math.Pow(tap.Power * (Math.Pow(tap.NormalizedDelay - mean, 2) - square), 2)) / Frames) / (2 * square);
        Assert.InRange(paths.RmsDelaySpreadSeconds.Measured!.Value / 300e-9, 1 - Sigmas * deviation, 1 + Sigmas * deviation);
        Assert.Equal(Math.Sqrt(square), paths.RmsDelaySpreadSeconds.Model!.Value / 300e-9, 1e-9);
        var spread = 10 * Math.Log10(1 + Sigmas * Math.Sqrt(taps.Sum(tap => tap.Power * tap.Power) / Frames));
        Assert.InRange(inspection.MeanPowerDb.Measured!.Value, -spread, spread);
        Assert.Null(inspection.KFactorDb.Measured);
        Assert.Equal(0, paths.PowerBeyondPrefix);
    }

    [Theory]
    [InlineData("tdl-a:fd=100Hz", 100)]
    [InlineData("tdl-d:fd=100Hz", 100)]
    public void Correlation_IsThatOfJakesAndTheLineOfSight(string spec, double doppler)
    {
        var points = Inspect(spec, new() { Frames = 300 }).Multipath!.TimeCorrelation;
        var taps = TdlProfile.Find(spec[..5]).Taps.ToArray();
        Assert.True(points.Count > 40);
        foreach (var point in points)
        {
            var expected = taps.Sum(tap => tap.ScatteredPower * J0(2 * Math.PI * doppler * point.X) + tap.LineOfSightPower * Math.Cos(2 * Math.PI * 0.7 * doppler * point.X));
            Assert.Equal(expected, point.Model!.Value, 1e-6);
            Assert.InRange(Math.Abs(point.Measured - expected), 0, Sigmas / 1.96 * point.HalfWidth95!.Value + 0.003);
        }
    }

    /// <summary>What a Doppler shift of 0.71 of the request looks like: the same check must not pass.</summary>
    [Fact]
    public void AWrongDoppler_Shows()
    {
        var points = Inspect("tdl-a:fd=71Hz", new() { Frames = 300 }).Multipath!.TimeCorrelation;
        Assert.Contains(points, point => Math.Abs(point.Measured - J0(2 * Math.PI * 100 * point.X)) > 2 * Sigmas / 1.96 * point.HalfWidth95!.Value);
    }

    [Fact]
    public void RicianFading_HasItsDistributionAndK()
    {
        var inspection = Inspect("rician:k=6dB,coherence=8", new() { Frames = 100 });
        Assert.Equal(6, inspection.KFactorDb.Measured!.Value, 0.3);
        var n = 100 * Math.Max(400 / 8, 20_000 / 100);
        var bound = Math.Sqrt(-Math.Log(1e-6 / 2) / 2 / n);
        foreach (var point in inspection.Flat!.Distribution)
        {
            Assert.Equal(RicianCdf(Math.Pow(10, 0.6), Math.Pow(10, point.X / 10)), point.Model!.Value, 1e-9);
            Assert.InRange(Math.Abs(point.Measured - point.Model!.Value), 0, bound);
        }
    }

    [Fact]
    public void Capacity_IsThatOfTheDistribution()
    {
        // e^0.1·E1(0.1)/ln 2, with E1(0.1) = 1.8229239584 (Abramowitz and Stegun, table 5.1).
        Assert.Equal(Math.Exp(0.1) * 1.8229239584 / Math.Log(2), FadingTheory.Rayleigh.Capacity(10), 1e-6);
        Assert.Equal(Math.Log2(11), FadingTheory.Steady.Capacity(10), 0.01);
        var inspection = Inspect("rayleigh");
        Assert.Equal(inspection.CapacityBits.Model!.Value, inspection.CapacityBits.Measured!.Value, 0.05);
        Assert.Equal(1 - Math.Exp(-0.1), inspection.DeepFadeProbability.Model!.Value, 1e-12);
    }

    [Fact]
    public void NoFading_IsSaid()
    {
        var inspection = Inspect("awgn");
        Assert.False(inspection.Fades);
        Assert.Contains(InspectionRows.Of(inspection), row => row is { Name: "K factor", Measured: "no fading" });
        Assert.False(Inspect("awgn-ofdm").Fades);
    }

    [Fact]
    public void ATrace_IsSetAgainstTheModelThatItCameFrom()
    {
        var trace = ChannelRecorder.Record(ChannelSpec.Parse("tdl-c:ds=300ns,fd=50Hz"), 4, 0.005, null, 3);
        TraceFile.Save(trace, _folder["a.trace"]);
        var inspection = Inspect(_folder["a.trace"]);
        Assert.Equal((4, "tdl-c:ds=300ns,fd=50Hz", 50.0), (inspection.Frames, inspection.ModelOf, inspection.Multipath!.DopplerHertz));
        var error = Assert.Throws<SemComException>(() => Inspect(_folder["a.trace"], new() { DurationSeconds = 0.02 }));
        Assert.StartsWith("--duration must be at most what the trace holds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_MeasuresTheSnrThatWasAskedFor()
    {
        foreach (var spec in new[] { "tdl-c:ds=300ns,fd=5Hz", "rayleigh:coherence=64" })
        {
            TraceFile.Save(ChannelRecorder.Record(ChannelSpec.Parse(spec), 3, 0.005, null, 3), _folder["a.trace"]);
            var (_, replay) = TraceReplay.Run(ChannelSpec.Parse(_folder["a.trace"]), 12, 1);
            Assert.Equal(3, replay.Frames);
            Assert.Equal(12 + replay.GainDb, replay.MeasuredSnrDb, 0.3);
            Assert.InRange((double)replay.BitErrors / replay.Bits / replay.ExpectedErrorRate, 0.8, 1.25);
        }
    }

    [Fact]
    public void Silence_IsRefused()
    {
        TraceFile.Save(new(new(1, 1, 1, 1, 1), 0, [0], [default]), _folder["a.trace"]);
        TraceFile.Save(new(new(1, 1, 1, 1, 2), 0, [0, 1e-6], [default, default]), _folder["b.trace"]);
        foreach (var file in new[] { "a.trace", "b.trace" })
            Assert.Contains("must let some power through", Assert.Throws<SemComException>(() => Inspect(_folder[file])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tdl-c:ds=300ns,fd=50Hz", 2)]
    [InlineData("tdl-a:fd=0Hz", 0)]
    [InlineData("rician:coherence=64", 0)]
    [InlineData("rayleigh", 0)]
    [InlineData("awgn", 0)]
    [InlineData("awgn-ofdm", 0)]
    public void Picture_IsWellFormedAndStandsAlone(string spec, int images)
    {
        var svg = InspectionPicture.Draw(Inspect(spec, new() { Frames = 20 }));
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", svg, StringComparison.Ordinal);
        var root = XDocument.Parse(svg).Root!;
        Assert.Contains(root.Elements(), element => element.Value == spec);
        var hrefs = root.Descendants().Where(element => element.Name.LocalName == "image").Select(element => element.Attribute("href")!.Value).ToList();
        Assert.Equal(images, hrefs.Count);
        foreach (var href in hrefs)
        {
            using var png = new MemoryStream(Convert.FromBase64String(href["data:image/png;base64,".Length..]));
            Assert.True(PngReader.Read(png, "map").Height >= 100);
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>∫ cos(x·sin t) dt / π over a half turn, by the trapezoidal rule, which is exact here to rounding.</summary>
    private static double J0(double x) => Enumerable.Range(0, 400).Sum(i => Math.Cos(x * Math.Sin(Math.PI * i / 400))) / 400;

    /// <summary>A Poisson mixture of gamma distributions.</summary>
    private static double RicianCdf(double k, double x)
    {
        var (y, sum, weight, term, tail) = ((1 + k) * x, 0.0, Math.Exp(-k), Math.Exp(-(1 + k) * x), Math.Exp(-(1 + k) * x));
        for (var j = 0; j < 200; j++)
        {
            sum += weight * (1 - tail);
            weight *= k / (j + 1);
            term *= y / (j + 1);
            tail += term;
        }
        return sum;
    }
}
