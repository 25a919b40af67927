using System.Text.Json.Serialization;
using MathNet.Numerics;
using SemCom.Channels;
using SemCom.Randomness;

namespace SemCom.Evaluation;

/// <summary>What became of random QPSK symbols over a trace, judged with the true gains.</summary>
public sealed record ReplayResult
{
    /// <summary>The trace that was played.</summary>
    [JsonIgnore]
    public required ChannelTrace Trace { get; init; }

    /// <summary>True when symbols were sent over OFDM, false over a single carrier.</summary>
    public required bool Ofdm { get; init; }

    /// <summary>Frames that were sent.</summary>
    public required int Frames { get; init; }

    /// <summary>Channel uses of each frame.</summary>
    public required int UsesPerFrame { get; init; }

    /// <summary>Es/N0 for a gain of 1 [dB].</summary>
    public required double SnrDb { get; init; }

    /// <summary>Mean of |H|² [dB].</summary>
    public required double GainDb { get; init; }

    /// <summary>Σ|H·x|² / Σ|y − H·x|² [dB].</summary>
    public required double MeasuredSnrDb { get; init; }

    /// <summary>Mean of |H|² in the weakest frame [dB].</summary>
    public required double WeakestFrameDb { get; init; }

    /// <summary>Bits that were sent, two a symbol.</summary>
    public required long Bits { get; init; }

    /// <summary>Bits that a receiver with the true gains gets wrong.</summary>
    public required long BitErrors { get; init; }

    /// <summary>Mean of Q(√(|H|²·Es/N0)) over the gains: the error rate by theory where noise is all that disturbs.</summary>
    public required double ExpectedErrorRate { get; init; }
}

/// <summary>Sends random symbols over traces.</summary>
public static class TraceReplay
{
    private const int MaxUses = 20_000, MaxFrames = 64;
    private const double FloorDb = -200;

    /// <summary>Sends one frame of random QPSK over each recorded frame, 64 at most.</summary>
    /// <exception cref="SemComException">The channel is no trace, or its parameters do not fit it.</exception>
    public static ReplayResult Run(ChannelSpec spec, double snrDb, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var channel = spec.Create(snrDb);
        var trace = TraceOf(spec.Channel.Create(spec, snrDb))
            ?? throw new SemComException($"channel must be a trace (was {spec.Text}); record one with 'semcom channel record'");
        var rate = channel.Grid is { } grid ? grid.Subcarriers / grid.SymbolSeconds : (double?)spec.Value("rate") ?? TraceChannelOptions.DefaultRateHertz;
        var uses = (int)Math.Clamp(Math.Floor(Math.Min(MaxUses, trace.DurationSeconds * rate) + 1e-6), 1, MaxUses);
        if (channel.Grid is { } ofdm)
            uses = Math.Max(1, uses / ofdm.Subcarriers) * ofdm.Subcarriers;
        var sums = new Sums();
        var frames = Math.Min(MaxFrames, trace.Shape.Frames);
        for (var frame = 0; frame < frames; frame++)
            sums.Add(channel, Symbols(uses, seed, (ulong)frame), new(seed, (ulong)frame));
        return new()
        {
            Trace = trace,
            Ofdm = channel.Grid is not null,
            Frames = frames,
            UsesPerFrame = uses,
            SnrDb = snrDb,
            GainDb = Db(sums.Gain / sums.Symbols),
            MeasuredSnrDb = Db(sums.Signal / sums.Residual),
            WeakestFrameDb = Db(sums.Weakest),
            Bits = 2 * sums.Symbols,
            BitErrors = sums.Errors,
            ExpectedErrorRate = sums.Expected / sums.Symbols,
        };
    }

    private static ChannelTrace? TraceOf(IChannel channel) => (channel as TraceChannel)?.Trace;

    private static double Db(double ratio) => Math.Max(FloorDb, Decibels.FromLinear(ratio));

    private static Complex32[] Symbols(int count, ulong seed, ulong frame)
    {
        var words = new uint[count];
        new CounterRandom(seed, RandomPurpose.SourceData, frame).FillUInt32(words);
        var level = MathF.Sqrt(0.5f);
        return Array.ConvertAll(words, word => new Complex32((word & 1) == 0 ? level : -level, (word & 2) == 0 ? level : -level));
    }

    private sealed class Sums
    {
        public double Gain, Signal, Residual, Expected, Weakest = double.PositiveInfinity;
        public long Symbols, Errors;

        public void Add(IChannel channel, Complex32[] x, ChannelRealization realization)
        {
            var output = channel.Transmit(new(x), realization);
            var (y, state) = (output.Received.Span.ToArray(), output.Truth);
            var gain = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                var h = state.GainAt(i);
                var signal = h * x[i];
                var matched = y[i] * h.Conjugate();
                gain += h.Power;
                Signal += signal.Power;
                Residual += (y[i] - signal).Power;
                Expected += 0.5 * SpecialFunctions.Erfc(Math.Sqrt(h.Power / channel.NoisePower / 2));
                Errors += (matched.Real < 0 != x[i].Real < 0 ? 1 : 0) + (matched.Imaginary < 0 != x[i].Imaginary < 0 ? 1 : 0);
            }
            Gain += gain;
            Weakest = Math.Min(Weakest, gain / x.Length);
            Symbols += x.Length;
        }
    }
}
