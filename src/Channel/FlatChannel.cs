using System.Runtime.InteropServices;
using SemCom.Randomness;

namespace SemCom.Channels;

/// <summary>
/// A channel without memory: y_i = h_i·x_i + n_i, n_i circular complex Gaussian with E|n_i|² = N0. Derived classes say
/// what the gains are. Works in chunks that stay in the first-level cache, so memory is bounded by input and output.
/// </summary>
public abstract class FlatChannel : IChannel
{
    private const int ChunkSymbols = 512;

    private protected FlatChannel(ChannelOptions options, int? coherenceSymbols)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        SnrDb = options.SnrDb;
        NoisePower = Decibels.ToNoisePower(options.SnrDb);
        CoherenceSymbols = coherenceSymbols;
    }

    /// <inheritdoc/>
    public double SnrDb { get; }

    /// <inheritdoc/>
    public double NoisePower { get; }

    /// <inheritdoc/>
    public int? CoherenceSymbols { get; }

    private protected virtual bool HasFading => true;

    /// <inheritdoc/>
    public ChannelOutput Transmit(SymbolBlock x, ChannelRealization realization)
    {
        ArgumentNullException.ThrowIfNull(x);
        var y = GC.AllocateUninitializedArray<Complex32>(x.Count);
        Transmit(x.Span, y, realization);
        return new(new(y), () => StateOf(x.Count, realization));
    }

    /// <summary>Sends a part of a frame; any division into parts, in any order or on any threads, gives the same symbols.</summary>
    /// <param name="x">Symbols of the part.</param>
    /// <param name="y">Receives as many symbols; may be the memory of <paramref name="x"/> itself.</param>
    /// <param name="realization">Which draw of noise and fading.</param>
    /// <param name="firstSymbol">Position of the part in its frame.</param>
    public void Transmit(ReadOnlySpan<Complex32> x, Span<Complex32> y, ChannelRealization realization, long firstSymbol = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstSymbol);
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);
        if (x.Overlaps(y, out var offset) && offset != 0)
            throw new ArgumentException("input and output must be the same memory or separate", nameof(y));

        var noise = new CounterRandom(realization.Seed, RandomPurpose.ChannelNoise, realization.Frame);
        var sigma = (float)Math.Sqrt(NoisePower / 2);
        Span<Complex32> n = stackalloc Complex32[ChunkSymbols];
        Span<Complex32> h = stackalloc Complex32[HasFading ? ChunkSymbols : 0];
        for (var done = 0; done < x.Length; done += ChunkSymbols)
        {
            var count = Math.Min(ChunkSymbols, x.Length - done);
            var symbol = firstSymbol + done;
            noise.FillGaussian(MemoryMarshal.Cast<Complex32, float>(n[..count]), 2 * (ulong)symbol);
            if (HasFading)
            {
                SpreadGains(realization, symbol, h[..count]);
                FlatKernel.ScaleAndAddNoise(x.Slice(done, count), h, n, sigma, y.Slice(done, count));
            }
            else
            {
                FlatKernel.AddNoise(x.Slice(done, count), n, sigma, y.Slice(done, count));
            }
        }
    }

    /// <summary>Gains <paramref name="first"/>, first+1, … of a frame.</summary>
    private protected abstract void ReadGains(ChannelRealization realization, long first, Span<Complex32> gains);

    /// <summary>The gain of each symbol from <paramref name="symbol"/> on.</summary>
    private void SpreadGains(ChannelRealization realization, long symbol, Span<Complex32> h)
    {
        if (CoherenceSymbols == 1)
        {
            ReadGains(realization, symbol, h);
            return;
        }

        var coherence = CoherenceSymbols ?? long.MaxValue;
        var block = symbol / coherence;
        Span<Complex32> gains = stackalloc Complex32[ChunkSymbols];
        gains = gains[..(int)((symbol + h.Length - 1) / coherence - block + 1)];
        ReadGains(realization, block, gains);
        var inBlock = symbol % coherence;
        foreach (var gain in gains)
        {
            var count = (int)Math.Min(h.Length, coherence - inBlock);
            h[..count].Fill(gain);
            h = h[count..];
            inBlock = 0;
        }
    }

    private ChannelState StateOf(int symbolCount, ChannelRealization realization)
    {
        var symbolsPerGain = CoherenceSymbols ?? Math.Max(1, symbolCount);
        var gains = new Complex32[ChannelState.GainCount(symbolCount, symbolsPerGain)];
        ReadGains(realization, 0, gains);
        return new(gains, symbolsPerGain, NoisePower);
    }
}
