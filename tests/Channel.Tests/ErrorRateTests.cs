using System.Globalization;
using SemCom.Coding;
using SemCom.Core.Tests.Randomness;
using Xunit.Sdk;

namespace SemCom.Channels.Tests;

/// <summary>
/// Uncoded QAM with known gains against every row of Data/ber_theory.csv, by hard decisions on one bit a symbol, or over AWGN one on each
/// axis: bits that share a gain or a noise sample do not fail independently, and the binomial bound would not hold. There are a thousand
/// errors or more wherever the rate is above 2.3e-4 (over AWGN 1.2e-4). Below, the exact bound still holds for the few errors or none that there are, which
/// bounds the rate from above; over fading the error rate given the true gains is averaged as well, down to 1e-6.
/// </summary>
public class ErrorRateTests
{
    private const int WantedErrors = 1100;
    private const int MaxSymbols = 5_000_000;
    private const double ThousandErrors = 2.3e-4;
    private const int RareSymbols = 100_000;

    // Every label meets every position of the tested bit equally often in a frame, and frames are no large objects.
    private const int FrameSymbols = 6_144;

    private static readonly Dictionary<string, Constellation> Constellations = KnownConstellations();

    public static TheoryData<Row> Rows()
    {
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "ber_theory.csv")).Skip(1);
        return [.. lines.Select(Row.Parse).Where(row => Constellations.ContainsKey(row.Modulation))];
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void EveryRowOfTheReferenceTable_IsMet(Row row)
    {
        var constellation = Constellations[row.Modulation];
        var slicer = new QamSlicer(constellation);
        var snrDb = row.EbN0Db + 10 * Math.Log10(constellation.BitsPerSymbol);
        FlatChannel channel = row.Channel switch
        {
            "AWGN" => new AwgnChannel(new() { SnrDb = snrDb }),
            "Rayleigh" => new RayleighChannel(new() { SnrDb = snrDb, CoherenceSymbols = 1 }),
            _ => new RicianChannel(new() { SnrDb = snrDb, KFactorDb = row.KFactorDb, CoherenceSymbols = 1 }),
        };
        var isFading = row.Channel is not "AWGN";
        var axes = isFading ? 1 : 2;
        var wanted = row.Rate < 1e-7 ? RareSymbols : Math.Min(MaxSymbols, WantedErrors / row.Rate / axes);
        var frames = (int)Math.Ceiling(wanted / FrameSymbols);

        var x = new SymbolBlock(slicer.EveryLabel(FrameSymbols, axes));
        long errors = 0;
        double sum = 0, squares = 0;
        var snr = Math.Pow(10, snrDb / 10);
        Parallel.For(0, frames, new() { MaxDegreeOfParallelism = 2 }, frame =>
        {
            var output = channel.Transmit(x, new(2, (ulong)frame));
            var gains = isFading ? output.Truth.Gains : default;
            var found = slicer.CountErrors(x.Span, output.Received.Span, gains, axes);
            var (frameSum, frameSquares) = (0.0, 0.0);
            if (isFading && row.Rate is < ThousandErrors and > 1e-6)
            {
                foreach (var h in gains)
                {
                    var rate = slicer.ErrorRate(h.Power * snr);
                    (frameSum, frameSquares) = (frameSum + rate, frameSquares + rate * rate);
                }
            }
            lock (x)
                (errors, sum, squares) = (errors + found, sum + frameSum, squares + frameSquares);
        });

        var trials = (long)frames * FrameSymbols;
        if (row.Rate >= ThousandErrors)
            Assert.InRange(errors, 1000, long.MaxValue);
        GoodnessOfFit.AssertBinomial(errors, trials * axes, Math.Max(row.Rate, 1e-30));
        if (sum > 0)
            GoodnessOfFit.AssertMean(sum / trials, row.Rate, squares / trials, trials);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void ErrorRateGivenTheGain_IsThatOfTheTable(Row row)
    {
        if (row.Channel is not "AWGN" || row.Rate < 1e-250)
            return;
        var constellation = Constellations[row.Modulation];
        var rate = new QamSlicer(constellation).ErrorRate(Math.Pow(10, row.EbN0Db / 10) * constellation.BitsPerSymbol);
        Assert.InRange(rate / row.Rate, 1 - 1e-6, 1 + 1e-6);
    }

    [Fact]
    public void RowsOfEveryKnownConstellation_AreRead() =>
        Assert.Equal(73 * Constellations.Count, Rows().Count);

    /// <summary>The table's names of those that there are; a fourth one comes with <see cref="Constellation"/>'s next member.</summary>
    private static Dictionary<string, Constellation> KnownConstellations() => typeof(Constellation)
        .GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
        .Where(property => property.PropertyType == typeof(Constellation))
        .Select(property => (Constellation)property.GetValue(null)!)
        .ToDictionary(c => c.Name.Replace("-", "", StringComparison.Ordinal), StringComparer.Ordinal);

    /// <summary>A row of the table.</summary>
    public sealed record Row : IXunitSerializable
    {
        public string Modulation { get; private set; } = "";
        public string Channel { get; private set; } = "";
        public double KFactorDb { get; private set; }
        public double EbN0Db { get; private set; }
        public double Rate { get; private set; }

        public static Row Parse(string line)
        {
            var cells = line.Split(',');
            return new()
            {
                Modulation = cells[0],
                Channel = cells[1],
                KFactorDb = cells[2].Length == 0 ? 0 : double.Parse(cells[2], CultureInfo.InvariantCulture),
                EbN0Db = double.Parse(cells[3], CultureInfo.InvariantCulture),
                Rate = double.Parse(cells[4], CultureInfo.InvariantCulture),
            };
        }

        public void Serialize(IXunitSerializationInfo info)
        {
            info.AddValue("text", ToString());
        }

        public void Deserialize(IXunitSerializationInfo info)
        {
            var row = Parse(info.GetValue<string>("text")!);
            (Modulation, Channel, KFactorDb, EbN0Db, Rate) = (row.Modulation, row.Channel, row.KFactorDb, row.EbN0Db, row.Rate);
        }

        public override string ToString() => FormattableString.Invariant($"{Modulation},{Channel},{KFactorDb},{EbN0Db},{Rate:R}");
    }
}
