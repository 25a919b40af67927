using System.Globalization;
using SemCom.Coding;

namespace SemCom.Receiver.Tests.Decoding;

/// <summary>
/// Writes Curves/header.csv and Curves/segment.csv anew, beside the test assembly; takes about ten minutes. Run the test assembly with
/// <c>-explicit only -class SemCom.Receiver.Tests.Decoding.MeasureProtectionLevels</c>, then copy the files and the numbers that it prints.
/// </summary>
public sealed class MeasureProtectionLevels(ITestOutputHelper output)
{
    private const double StepDb = 0.25;
    private const int ErrorsPerPoint = 80;
    private const int Seed = 20;

    [Theory(Explicit = true)]
    [InlineData("header", "134 bits with CRC24C")]
    [InlineData("segment", "a full segment with CRC16")]
    public void WriteCurves(string kind, string message)
    {
        using var file = new StreamWriter(ProtectionCurves.FileName(kind)) { AutoFlush = true, NewLine = "\n" };
        file.WriteLine("# Block error rates of the protection levels over AWGN, CRC-aided list decoding, list size 8, max-log LLRs.");
        file.WriteLine($"# Message: {message}. Written by MeasureProtectionLevels, seed {Seed}, {ErrorsPerPoint} errors per point.");
        file.WriteLine("level,es_n0_db,blocks,errors");
        for (var level = 0; level < ProtectionLevel.All.Count; level++)
            Measure(file, level, kind);
    }

    private void Measure(StreamWriter file, int level, string kind)
    {
        var simulation = new AwgnSimulation(ProtectionCurves.Format(level, kind), 8, Seed);
        var esN0Db = Math.Floor(10 * Math.Log10(Math.Pow(2, ProtectionLevel.All[level].SpectralEfficiency) - 1));
        var curve = new List<ProtectionPoint>();
        for (var rate = 1.0; rate >= 1e-3; esN0Db += StepDb)
        {
            var (errors, blocks) = simulation.Run(esN0Db, 1_000_000, ErrorsPerPoint);
            var point = new ProtectionPoint(level, esN0Db, blocks, errors);
            rate = point.BlockErrorRate;
            if (rate > 0.5)
                continue;
            curve.Add(point);
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{level},{esN0Db:F2},{blocks},{errors}"));
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind} {level}: {ProtectionCurves.Interpolate(curve, 1e-3):F2} dB"));
    }
}
