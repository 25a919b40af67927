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
/// How often frames fail, measured by sending random messages over the planned link. Each frame is sent once for all who ask, with random streams that no
/// evaluation uses. For any number of threads.
/// </summary>
internal sealed class ErrorRates(IDigitalTransports transports, CacheFolder cache)
{
    /// <summary>Frame numbers of calibration start here; evaluations number their frames from 0 by source, fewer than 2³¹ sources with 2²⁰ frames each.</summary>
    public const ulong FirstFrame = 1UL << 63;

    private const ulong Seed = 0x52_49_56_41_4C;
    private const int MaxFrames = 100;
    private const int EnoughFailures = 20;
    private const int FirstLook = 20;
    private const int Few = 2;

    private readonly ConcurrentDictionary<(LinkPoint Point, McsEntry Mcs), Lazy<FrameTrials>> _trials = new();
    private int _frames;

    /// <summary>Frames sent so far.</summary>
    public int Frames => _frames;

    /// <summary>
    /// Probability that a frame with a full message fails, 0..1, never quite 0 or 1. Frames are sent until 20 have failed, which leaves a
    /// standard deviation of about a fifth of the probability, and 100 at the most.
    /// </summary>
    public double Of(LinkPoint point, McsEntry mcs)
    {
        var (sent, failed) = Count(point, mcs, (sent, failed) => failed >= EnoughFailures || sent >= MaxFrames);
        return (failed + 0.5) / (sent + 1);
    }

    /// <summary>A first look: true when at most two of the first twenty frames fail.</summary>
    public bool IsReliable(LinkPoint point, McsEntry mcs) => Count(point, mcs, (sent, failed) => failed > Few || sent >= FirstLook).Failed <= Few;

    private (int Sent, int Failed) Count(LinkPoint point, McsEntry mcs, Func<int, int, bool> enough)
    {
        var shared = point.Class;
        // A trace plays the same gains to whoever looks: like semantic frames, rivals assume block Rayleigh fading there.
        if (TraceFile.IsNamedIn(point.Channel))
            shared = shared with { Channel = "rayleigh" };
        return _trials.GetOrAdd((shared, mcs), key => new Lazy<FrameTrials>(() => TrialsOf(key.Point, key.Mcs))).Value.Until(enough);
    }

    private FrameTrials TrialsOf(LinkPoint point, McsEntry mcs)
    {
        var question = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"3 {transports.Identity} {point} {mcs.Constellation.Name} {mcs.CodeRate:R} {Seed}"));
        var file = Path.Combine("links", Convert.ToHexStringLower(SHA256.HashData(question).AsSpan(0, 16)));
        return new FrameTrials(
            () => Opened(point, mcs),
            Encoding.UTF8.GetString(cache.Read(file) ?? []),
            outcomes => cache.Write(file, Encoding.UTF8.GetBytes(outcomes)));
    }

    /// <summary>Sends full messages; where none fits, no frame arrives.</summary>
    private Func<int, bool> Opened(LinkPoint point, McsEntry mcs)
    {
        var link = transports.Create(point.Channel, point.PlanSnrDb, point.Genie);
        var bytes = link.MessageBytes(mcs, point.ChannelUses, point.PlanSnrDb);
        if (bytes <= 0)
            return _ => false;
        var words = new uint[(bytes + 3) / 4];
        return number =>
        {
            Interlocked.Increment(ref _frames);
            var frame = FirstFrame + (ulong)number;
            new CounterRandom(Seed, RandomPurpose.SourceData, frame).FillUInt32(words);
            var message = new TransportMessage(MemoryMarshal.AsBytes(words.AsSpan())[..bytes].ToArray(), 0, 1, 1);
            return link.Send(message, mcs, point.ChannelUses, point.PlanSnrDb, new ChannelRealization(Seed, frame)).Correct;
        };
    }
}
