using System.Runtime.InteropServices;
using SemCom.Randomness;

namespace SemCom.Channels;

/// <summary>
/// A channel without memory: y_i = H_i·x_i + n_i, the noise circular complex Gaussian with E|n_i|² = N0 at every receive antenna. Derived
/// classes say what the gains are. Works in chunks that stay in the first-level cache, so memory is bounded by input and output.
/// </summary>
public abstract class FlatChannel : IChannel
{
    /// <summary>log2 of the random numbers that an antenna (noise) or a pair of antennas (gains) has for itself in a stream.</summary>
    private protected const int StreamBits = 44;

    private const int ChunkUses = 512;
    private const long MaxUses = 1L << 40;

    private protected FlatChannel(ChannelOptions options, int? coherenceSymbols = null, AntennaScheme? antennas = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        SnrDb = options.SnrDb;
        NoisePower = Decibels.ToNoisePower(options.SnrDb);
        CoherenceSymbols = coherenceSymbols;
        Antennas = antennas ?? AntennaScheme.OneByOne;
    }

    /// <inheritdoc/>
    public double SnrDb { get; }

    /// <inheritdoc/>
    public double NoisePower { get; }

    /// <inheritdoc/>
    public int? CoherenceSymbols { get; }

    /// <inheritdoc/>
    public AntennaScheme Antennas { get; }

    private protected virtual bool HasFading => true;

    /// <inheritdoc/>
    public ChannelOutput Transmit(SymbolBlock x, ChannelRealization realization)
    {
        ArgumentNullException.ThrowIfNull(x);
        var uses = UsesOf(x.Count);
        var y = GC.AllocateUninitializedArray<Complex32>(uses * Antennas.Receive);
        Transmit(x.Span, y, realization);
        return new(new(y), () => StateOf(uses, realization));
    }

    /// <summary>Sends a part of a frame; any division into parts, in any order or on any threads, gives the same symbols.</summary>
    /// <param name="x">Symbols of the part [uses × transmit antennas].</param>
    /// <param name="y">Receives [uses × receive antennas] symbols; where these are as many it may be the memory of <paramref name="x"/> itself.</param>
    /// <param name="realization">Which draw of noise and fading.</param>
    /// <param name="firstUse">Channel uses of the frame that come before the part.</param>
    public void Transmit(ReadOnlySpan<Complex32> x, Span<Complex32> y, ChannelRealization realization, long firstUse = 0)
    {
        var (tx, rx) = (Antennas.Transmit, Antennas.Receive);
        var uses = UsesOf(x.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(firstUse);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstUse, MaxUses - uses);
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, uses * rx);
        if (x.Overlaps(y, out var offset) && (offset != 0 || tx != rx))
            throw new ArgumentException("input and output must be the same memory or separate", nameof(y));

        Span<Complex32> n = stackalloc Complex32[ChunkUses];
        Span<Complex32> h = stackalloc Complex32[HasFading ? ChunkUses : 0];
        Span<Complex32> sent = stackalloc Complex32[tx > 1 ? tx * ChunkUses : 0];
        Span<Complex32> arriving = stackalloc Complex32[rx > 1 ? ChunkUses : 0];
        for (var done = 0; done < uses; done += ChunkUses)
        {
            var count = Math.Min(ChunkUses, uses - done);
            var xs = x.Slice(done * tx, count * tx);
            for (var t = 0; t < tx && tx > 1; t++)
                AntennaPlanes.Take(xs, t, tx, sent.Slice(t * count, count));
            for (var r = 0; r < rx; r++)
            {
                var yr = rx == 1 ? y.Slice(done, count) : arriving[..count];
                Receive(tx == 1 ? xs : sent[..xs.Length], yr, realization, r, firstUse + done, n[..count], h);
                if (rx > 1)
                    AntennaPlanes.Put(yr, r, rx, y.Slice(done * rx, count * rx));
            }
        }
    }

    /// <summary>Gains <paramref name="first"/>, first+1, … of a frame between two antennas.</summary>
    /// <param name="realization">Which draw.</param>
    /// <param name="pair">receive · (transmit antennas) + transmit; pairs are independent.</param>
    /// <param name="first">Number of the first gain.</param>
    /// <param name="gains">Receives the gains.</param>
    private protected abstract void ReadGains(ChannelRealization realization, int pair, long first, Span<Complex32> gains);

    /// <summary>Where the random numbers of one antenna or pair of antennas begin.</summary>
    private protected static ulong StreamStart(int number) => (ulong)number << StreamBits;

    /// <summary>One receive antenna: noise, and the symbols x of each transmit antenna one after another [transmit antennas × uses].</summary>
    private void Receive(
        ReadOnlySpan<Complex32> x, Span<Complex32> y, ChannelRealization realization, int antenna, long use, Span<Complex32> n, Span<Complex32> h)
    {
        var noise = new CounterRandom(realization.Seed, RandomPurpose.ChannelNoise, realization.Frame);
        var sigma = (float)Math.Sqrt(NoisePower / 2);
        noise.FillGaussian(MemoryMarshal.Cast<Complex32, float>(n), StreamStart(antenna) + 2 * (ulong)use);
        if (!HasFading)
        {
            FlatKernel.AddNoise(x, n, sigma, y);
            return;
        }
        h = h[..y.Length];
        for (var t = 0; t < Antennas.Transmit; t++)
        {
            SpreadGains(realization, antenna * Antennas.Transmit + t, use, h);
            var xt = x.Slice(t * y.Length, y.Length);
            if (t == 0)
                FlatKernel.ScaleAndAddNoise(xt, h, n, sigma, y);
            else
                FlatKernel.ScaleAndAddNoise(xt, h, y, 1, y);
        }
    }

    /// <summary>The gain of each channel use from <paramref name="use"/> on.</summary>
    private void SpreadGains(ChannelRealization realization, int pair, long use, Span<Complex32> h)
    {
        if (CoherenceSymbols == 1)
        {
            ReadGains(realization, pair, use, h);
            return;
        }

        var coherence = CoherenceSymbols ?? long.MaxValue;
        var block = use / coherence;
        Span<Complex32> gains = stackalloc Complex32[ChunkUses];
        gains = gains[..(int)((use + h.Length - 1) / coherence - block + 1)];
        ReadGains(realization, pair, block, gains);
        var inBlock = use % coherence;
        foreach (var gain in gains)
        {
            var count = (int)Math.Min(h.Length, coherence - inBlock);
            h[..count].Fill(gain);
            h = h[count..];
            inBlock = 0;
        }
    }

    /// <summary>The truth about a frame of some channel uses, without sending one.</summary>
    public ChannelState StateOf(int uses, ChannelRealization realization)
    {
        var symbolsPerGain = CoherenceSymbols ?? Math.Max(1, uses);
        var pairs = Antennas.Receive * Antennas.Transmit;
        var plane = new Complex32[ChannelState.GainCount(uses, symbolsPerGain)];
        var gains = pairs == 1 ? plane : new Complex32[plane.Length * pairs];
        for (var pair = 0; pair < pairs; pair++)
        {
            ReadGains(realization, pair, 0, plane);
            if (pairs > 1)
                AntennaPlanes.Put(plane, pair, pairs, gains);
        }
        return new(gains, symbolsPerGain, NoisePower, Antennas);
    }

    private int UsesOf(int symbols) => symbols % Antennas.Transmit == 0
        ? symbols / Antennas.Transmit
        : throw new ArgumentException($"symbols must come in groups of {Antennas.Transmit}, one for each transmit antenna (got {symbols})");
}
