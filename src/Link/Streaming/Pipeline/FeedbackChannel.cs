using SemCom.Randomness;

namespace SemCom.Streaming;

/// <summary>The way back: reports come some pictures late, and some never. Any thread.</summary>
/// <param name="delay">Pictures after which a report can be known.</param>
/// <param name="lossRate">Share that is lost.</param>
/// <param name="seed">Draws which.</param>
internal sealed class FeedbackChannel(int delay, double lossRate, ulong seed)
{
    private readonly Lock _lock = new();
    private readonly Queue<ReceiverReport> _underway = new();

    /// <summary>The receiver sends a report; those of later pictures come later.</summary>
    public void Send(ReceiverReport report)
    {
        if (new CounterRandom(seed, RandomPurpose.PacketLoss, (ulong)report.Number).Uniform(0) < lossRate)
            return;
        lock (_lock)
            _underway.Enqueue(report);
    }

    /// <summary>Reports that have arrived before a picture is encoded, each once.</summary>
    public IReadOnlyList<ReceiverReport> Receive(int number)
    {
        List<ReceiverReport>? arrived = null;
        lock (_lock)
        {
            while (_underway.TryPeek(out var report) && report.Number + delay <= number)
                (arrived ??= []).Add(_underway.Dequeue());
        }
        return arrived ?? (IReadOnlyList<ReceiverReport>)[];
    }
}
