using System.Globalization;
using SemCom.Framing;

namespace SemCom.Receiver.Tests.Decoding;

/// <summary>
/// Writes Curves/message.csv anew, beside the test assembly, and prints the table of <see cref="MessageProtection"/>; takes about half an hour. Run the test
/// assembly with <c>-explicit only -class SemCom.Receiver.Tests.Decoding.MeasureMessageThresholds</c>, then copy the file and the numbers that it prints.
/// </summary>
public sealed class MeasureMessageThresholds(ITestOutputHelper output)
{
    private const double StepDb = 0.15;
    private const int ErrorsPerPoint = 20;
    private const int MostMessages = 4000;
    private const ulong Seed = 21;

    [Fact(Explicit = true)]
    public void WriteCurves()
    {
        using var file = new StreamWriter(MessageCurves.FileName) { AutoFlush = true, NewLine = "\n" };
        file.WriteLine("# Share of lost messages over AWGN, one code block of NR LDPC each, two stages of decoding, exact LLRs.");
        file.WriteLine($"# Written by MeasureMessageThresholds, seed {Seed}, {ErrorsPerPoint} errors per point or {MostMessages} messages.");
        file.WriteLine("mcs,bits,es_n0_db,messages,errors");
        foreach (var protection in MessageProtection.All.Where(p => p.Mcs is not null))
        {
            var (brief, longer) = (Measure(file, protection, MessageProtection.ShortBlock), Measure(file, protection, MessageProtection.LongBlockOf(protection.Mcs!)));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"({brief:F2}, {longer:F2}),"));
        }
    }

    private static double Measure(StreamWriter file, MessageProtection protection, int bits)
    {
        var simulation = new MessageSimulation(bits, protection, Seed);
        var esN0Db = Math.Floor(10 * Math.Log10(Math.Pow(2, protection.Mcs!.BitsPerSymbol) - 1));
        var curve = new List<(double EsN0Db, double Rate)>();
        for (var rate = 1.0; rate > 1e-3; esN0Db += rate > 0.3 ? 2 * StepDb : StepDb)
        {
            var (errors, messages) = simulation.Run(esN0Db, MostMessages, rate > 0.3 ? 6 : ErrorsPerPoint);
            rate = Math.Max(errors, 0.5) / messages;
            curve.Add((esN0Db, rate));
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{protection.Mcs.Index},{bits},{esN0Db:F2},{messages},{errors}"));
        }
        return MessageCurves.At(curve, 1e-3);
    }
}
