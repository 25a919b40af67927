using System.Globalization;

namespace SemCom.Receiver.Tests.Decoding.Ldpc;

/// <summary>
/// Completes Curves/ldpc.csv beside the test assembly: points that it already holds are not measured again, so that without the file all are, which takes
/// about an hour. Run the test assembly with
/// <c>-explicit only -class SemCom.Receiver.Tests.Decoding.Ldpc.MeasureLdpcCurves</c>, then copy the file.
/// </summary>
public sealed class MeasureLdpcCurves
{
    private const ulong Seed = 30;
    private const int ErrorsPerPoint = 100;
    private const double HalfStepDb = 0.1;

    [Fact(Explicit = true)]
    public void WriteCurves()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Curves", "ldpc.csv");
        var known = File.Exists(path) ? File.ReadAllLines(path) : [];
        using var file = new StreamWriter(path, append: true) { AutoFlush = true, NewLine = "\n" };
        if (known.Length == 0)
            WriteHeader(file);
        var points = from target in new[] { 0, 1, 2 }
                     from point in LdpcOperatingPoint.All
                     where target < point.SnrDb.Length && !double.IsNaN(point.SnrDb[target])
                     orderby target, point.Iterations * point.N
                     select (target, point);
        foreach (var (target, point) in points)
        {
            var simulation = point.Simulation(Seed);
            foreach (var snrDb in new[] { point.SnrDb[target] - HalfStepDb, point.SnrDb[target] + HalfStepDb })
            {
                var key = Key(point, target, snrDb);
                if (known.Any(line => line.StartsWith(key, StringComparison.Ordinal)))
                    continue;
                var (errors, blocks) = simulation.Run(point.IsEbN0 ? simulation.EsN0Db(snrDb) : snrDb, MaxBlocks(target), ErrorsPerPoint);
                file.WriteLine($"{key}{blocks},{errors}");
            }
        }
    }

    private static void WriteHeader(StreamWriter file)
    {
        file.WriteLine("# Block error rates of NR LDPC codes over AWGN, 0.1 dB on either side of published operating points. Written by MeasureLdpcCurves");
        file.WriteLine($"# (-explicit only -class SemCom.Receiver.Tests.Decoding.Ldpc.MeasureLdpcCurves), seed {Seed}, {ErrorsPerPoint} errors per point or the most blocks.");
        file.WriteLine("source,graph,k,n,bits_per_symbol,interleaved,decoder,iterations,snr_kind,published_db,published_bler,snr_db,blocks,errors");
    }

    private static string Key(LdpcOperatingPoint point, int target, double snrDb) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{point.Source},{point.Graph},{point.K},{point.N},{point.BitsPerSymbol},{(point.Interleaved ? 1 : 0)},{point.Decoder},{point.Iterations},")
        + string.Create(CultureInfo.InvariantCulture,
            $"{(point.IsEbN0 ? "eb" : "es")},{point.SnrDb[target]:F2},{Math.Pow(10, -1 - target)},{snrDb:F2},");

    private static int MaxBlocks(int target) => target switch { 0 => 3000, 1 => 20_000, _ => 60_000 };
}
