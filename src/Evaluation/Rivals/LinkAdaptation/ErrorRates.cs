using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using SemCom.Channels;
using SemCom.Coding;
using SemCom.Randomness;

namespace SemCom.Evaluation.Rivals;

/// <summary>
/// How often frames fail, measured by sending random messages over the planned link. Each rate is measured once, on frames whose random streams no
/// evaluation uses. For any number of threads.
/// </summary>
internal sealed class ErrorRates(IDigitalTransports transports, CacheFolder cache)
{
    /// <summary>Frame numbers of calibration start here; evaluations number their frames from 0 by source, which are fewer than 2³¹.</summary>
    public const ulong FirstFrame = 1UL << 63;

    private const ulong Seed = 0x52_49_56_41_4C;
    private const int MaxFrames = 200;
    private const int HopelessAfter = 20;
    private const int SafeAfter = 100;

    private readonly ConcurrentDictionary<(LinkPoint Point, McsEntry Mcs), Lazy<double>> _rates = new();
    private int _frames;

    /// <summary>Frames sent so far.</summary>
    public int Frames => _frames;

    /// <summary>Probability that a frame with a full message fails, 0..1, never quite 0 or 1; 1 when no message fits.</summary>
    public double Of(LinkPoint point, McsEntry mcs)
    {
        var shared = point.Class;
        // A trace plays the same gains to whoever looks: like semantic frames, rivals assume block Rayleigh fading there.
        if (TraceFile.IsNamedIn(point.Channel))
            shared = shared with { Channel = "rayleigh" };
        return _rates.GetOrAdd((shared, mcs), key => new Lazy<double>(() => Remembered(key.Point, key.Mcs))).Value;
    }

    private double Remembered(LinkPoint point, McsEntry mcs)
    {
        var question = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"1 {transports.Identity} {point} {mcs.Constellation.Name} {mcs.CodeRate:R} {Seed} {MaxFrames} {HopelessAfter} {SafeAfter}"));
        var file = Path.Combine("links", Convert.ToHexStringLower(SHA256.HashData(question).AsSpan(0, 16)));
        if (cache.Read(file) is { } known && double.TryParse(Encoding.UTF8.GetString(known), CultureInfo.InvariantCulture, out var rate))
            return rate;
        rate = Measure(point, mcs);
        cache.Write(file, Encoding.UTF8.GetBytes(rate.ToString("R", CultureInfo.InvariantCulture)));
        return rate;
    }

    private double Measure(LinkPoint point, McsEntry mcs)
    {
        var link = transports.Create(point.Channel, point.PlanSnrDb, point.Genie);
        var bytes = link.MessageBytes(mcs, point.ChannelUses, point.PlanSnrDb);
        if (bytes <= 0)
            return 1;
        var words = new uint[(bytes + 3) / 4];
        var (sent, failed) = (0, 0);
        while (sent < MaxFrames && !(sent >= HopelessAfter && failed == sent) && !(sent >= SafeAfter && failed == 0))
        {
            var frame = FirstFrame + (ulong)sent++;
            new CounterRandom(Seed, RandomPurpose.SourceData, frame).FillUInt32(words);
            var message = new TransportMessage(MemoryMarshal.AsBytes(words.AsSpan())[..bytes].ToArray(), 0, 1, 1);
            if (!link.Send(message, mcs, point.ChannelUses, point.PlanSnrDb, new ChannelRealization(Seed, frame)).Correct)
                failed++;
        }
        Interlocked.Add(ref _frames, sent);
        return (failed + 0.5) / (sent + 1);
    }
}
