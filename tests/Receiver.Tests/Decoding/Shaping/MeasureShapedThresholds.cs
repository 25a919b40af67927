using System.Globalization;
using SemCom.Coding;
using SemCom.Framing;

namespace SemCom.Receiver.Tests.Decoding.Shaping;

/// <summary>
/// Writes Curves/shaped.csv anew, beside the test assembly, and prints the threshold of every row of <see cref="McsTables.Shaped"/>; takes about an hour on two cores. Run the test assembly with
/// <c>-explicit only -class SemCom.Receiver.Tests.Decoding.Shaping.MeasureShapedThresholds</c>, then copy the file and the numbers that it prints.
/// </summary>
public sealed class MeasureShapedThresholds(ITestOutputHelper output)
{
    private const double StepDb = 0.1, LongStepDb = 0.05;
    private const int ErrorsPerPoint = 20;
    private const int MostBlocks = 2500, MostLongBlocks = 300;
    private const int Threads = 2;
    private const int Seed = 21;

    [Fact(Explicit = true)]
    public void WriteCurves()
    {
        var cases = McsTables.Shaped.SelectMany(mcs => Lengths(mcs).Select(symbols => (Mcs: mcs, Symbols: symbols))).ToArray();
        var lines = new string[cases.Length][];
        Parallel.For(0, lines.Length, new ParallelOptions { MaxDegreeOfParallelism = Threads }, i => lines[i] = [.. Measure(cases[i].Mcs, cases[i].Symbols)]);
        using (var file = new StreamWriter(ShapedCurves.FileName) { NewLine = "\n" })
        {
            file.WriteLine("# Share of lost code blocks over AWGN with shaped amplitudes, one block each, two stages of decoding, exact LLRs.");
            file.WriteLine($"# Written by MeasureShapedThresholds, seed {Seed}, {ErrorsPerPoint} errors per point or {MostBlocks} blocks, {MostLongBlocks} long ones.");
            file.WriteLine("row,symbols,bytes,es_n0_db,blocks,errors");
            foreach (var line in lines.SelectMany(rows => rows))
                file.WriteLine(line);
        }
        foreach (var mcs in McsTables.Shaped)
            output.WriteLine($"({string.Join(", ", Lengths(mcs).Select(symbols => ShapedCurves.Threshold(mcs, symbols).ToString("F2", CultureInfo.InvariantCulture)))}),");
    }

    private static int[] Lengths(McsEntry mcs) => [ShapedThreshold.ShortBlock, ShapedThreshold.FullBlockOf(mcs), ShapedThreshold.LongBlockOf(mcs)];

    /// <summary>From the foot of the waterfall down, as lines of the file.</summary>
    private static IEnumerable<string> Measure(McsEntry mcs, int symbols)
    {
        var bytes = DigitalFormat.MessageBytes(mcs, symbols);
        var trial = new ShapedTrial(mcs, symbols, bytes);
        var (step, most, least, start) = symbols > ShapedThreshold.FullBlockOf(mcs) ? (LongStepDb, MostLongBlocks, 1e-2, 0.3) : (StepDb, MostBlocks, 1e-3, 0.5);
        var esN0Db = Math.Round(10 * Math.Log10(Math.Pow(2, 8.0 * bytes / symbols) - 1) + start, 1);
        for (var rate = 1.0; rate > least; esN0Db += step)
        {
            var random = new Random(Seed);
            var (errors, blocks) = (0, 0);
            for (; blocks < most && errors < ErrorsPerPoint; blocks++)
            {
                var (sent, received, result) = trial.Send(random, esN0Db);
                errors += result.Correct && sent.AsSpan().SequenceEqual(received) ? 0 : 1;
            }
            rate = Math.Max(errors, 0.5) / blocks;
            yield return string.Create(CultureInfo.InvariantCulture, $"{mcs.Index},{symbols},{bytes},{esN0Db:F2},{blocks},{errors}");
        }
    }
}
