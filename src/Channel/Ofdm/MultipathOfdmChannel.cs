using System.Runtime.InteropServices;
using SemCom.Randomness;

namespace SemCom.Channels;

/// <summary>
/// OFDM over time-varying multipath, in the time domain: modulator → impairments of the transmitter → a delay line whose taps move within each
/// OFDM symbol → impairments of the receiver → noise of N0 a sample → converter → demodulator → packets. The tail of a symbol runs into the next,
/// so that interference between symbols and between carriers arises by itself when delays exceed the prefix or gains change fast. The receiver's
/// window starts at the first path, earlier by as many samples as its pulse rings before its centre and the prefix has room for.
/// </summary>
/// <remarks>
/// Es/N0 holds for each subcarrier and receive antenna, for unit power of a channel use. Packet losses hit all antennas alike. Noise sample n of receive
/// antenna r: normals 2n and 2n+1 behind 2^47·r of the stream (seed, ChannelNoise, frame).
/// </remarks>
public sealed partial class MultipathOfdmChannel : IChannel
{
    private const int SymbolsPerPart = 32;
    private const int NoiseChunk = 512;
    private const int AntennaShift = 47;

    private readonly IPathProcess _paths;
    private readonly ImpairmentChain _impairments;
    private readonly TappedDelayLine _line;
    private readonly OfdmModulator _modulator;
    private readonly OfdmDemodulator _demodulator;
    private readonly Lazy<(float[] Real, float[] Imaginary)> _responses;
    private readonly float _sigma;
    private readonly int _segments;
    private readonly int _reach;
    private readonly int _symbolsBefore;
    private readonly int _symbolsAhead;

    /// <summary>Creates the channel.</summary>
    /// <exception cref="SemComException">An option is out of its range.</exception>
    public MultipathOfdmChannel(MultipathOfdmOptions options) : this(options, hasNoise: true) { }

    internal MultipathOfdmChannel(MultipathOfdmOptions options, bool hasNoise)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (SnrDb, Grid, Antennas, _paths) = (options.SnrDb, options.Grid, options.Antennas, options.Paths);
        NoisePower = Decibels.ToNoisePower(SnrDb);
        _sigma = hasNoise ? (float)Math.Sqrt(NoisePower / 2) : 0;
        _impairments = new(options.Impairments);
        _segments = _paths.VariesInTime ? options.GainSegments : 1;
        _line = new(_paths.DelaysSeconds, Grid);
        _responses = new(() => _line.Responses(Grid));

        var ringing = Math.Max(0, -_line.Lags[0]);
        var advance = Math.Min(ringing, Grid.PrefixSamples);
        (_modulator, _demodulator) = (new(Grid), new(Grid, advance));
        _reach = Math.Max(0, _line.Lags[^1] + advance);
        _symbolsBefore = (_reach + Grid.SamplesPerSymbol - 1) / Grid.SamplesPerSymbol;
        _symbolsAhead = ringing > advance ? 1 : 0;
        CoherenceSymbols = !_paths.VariesInTime && _line.Lags.Length == 1 ? null : 1;
    }

    /// <inheritdoc/>
    public double SnrDb { get; }

    /// <inheritdoc/>
    public double NoisePower { get; }

    /// <summary>Null when the gain is the same for all channel uses (one path that stands still), otherwise 1.</summary>
    public int? CoherenceSymbols { get; }

    /// <inheritdoc/>
    public ResourceGrid Grid { get; }

    /// <inheritdoc/>
    public AntennaScheme Antennas { get; }

    /// <summary>Propagation paths.</summary>
    public IPathProcess Paths => _paths;

    /// <summary>Straight pieces by which gains are followed within one OFDM symbol: they are taken at symbol i · <see cref="ResourceGrid.SymbolSeconds"/> / pieces.</summary>
    public int GainSegments => _segments;

    private double MeanPower => (double)Grid.Subcarriers / Grid.FftSize;

    /// <inheritdoc/>
    public ChannelOutput Transmit(SymbolBlock x, ChannelRealization realization)
    {
        ArgumentNullException.ThrowIfNull(x);
        var uses = UsesOf(x.Count);
        var y = GC.AllocateUninitializedArray<Complex32>(uses * Antennas.Receive);
        Transmit(x.Span, y, realization);
        return new(new(y), () => LostUses.Mark(StateOf(uses, realization), uses, _impairments.Packets, PacketContext(realization)), Antennas);
    }

    /// <summary>Sends one frame without allocating, once this thread has sent one of that size.</summary>
    /// <param name="x">Symbols [uses × transmit antennas].</param>
    /// <param name="y">Receives the symbols [uses × receive antennas].</param>
    /// <param name="realization">Which draw of noise and fading.</param>
    public void Transmit(ReadOnlySpan<Complex32> x, Span<Complex32> y, ChannelRealization realization)
    {
        var uses = UsesOf(x.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, uses * Antennas.Receive);
        var work = OfdmWorkspace.Take();
        var symbols = Grid.SymbolsFor(uses);
        var part = _impairments.NeedWholeFrame ? symbols : SymbolsPerPart;
        for (var first = 0; first < symbols; first += part)
            TransmitPart(x, y, realization, work, first, Math.Min(symbols, first + part));
        LosePackets(y, realization, work);
        work.Return();
    }

    /// <summary>OFDM symbols <paramref name="first"/> … <paramref name="end"/> − 1, from their own and their neighbours' resource elements.</summary>
    private void TransmitPart(
        ReadOnlySpan<Complex32> x, Span<Complex32> y, ChannelRealization realization, OfdmWorkspace work, int first, int end)
    {
        var length = Grid.SamplesPerSymbol;
        var stride = (_symbolsBefore + end - first + _symbolsAhead) * length + VaryingFilter.Slack;
        var waveform = work.Waveform(Antennas.Transmit * stride);
        for (var t = 0; t < Antennas.Transmit; t++)
            Modulate(x, realization, work, t, first, end, new(waveform.Real.Slice(t * stride, stride), waveform.Imaginary.Slice(t * stride, stride)));

        var count = (end - first) * length;
        for (var r = 0; r < Antennas.Receive; r++)
        {
            var padded = work.Samples(count + VaryingFilter.Slack);
            Propagate(waveform, stride, realization, work, r, first, end, padded);
            var samples = padded[..count];
            var context = new ImpairmentContext(realization, Grid.SampleRateHertz, MeanPower, r, (long)first * length);
            _impairments.Apply(ImpairmentStage.Receiver, samples, context);
            AddNoise(samples, context);
            _impairments.Apply(ImpairmentStage.Converter, samples, context);
            var transform = work.Transform(_demodulator.WorkLength);
            for (var s = first; s < end; s++)
            {
                _demodulator.DemodulateSymbol(
                    samples.Slice((s - first) * length, length), OfSymbol(y, s, Antennas.Receive), Antennas.Receive, r, transform);
            }
        }
    }

    /// <summary>Waveform of one antenna from <see cref="_symbolsBefore"/> OFDM symbols before the part to <see cref="_symbolsAhead"/> behind it.</summary>
    private void Modulate(
        ReadOnlySpan<Complex32> x, ChannelRealization realization, OfdmWorkspace work, int antenna, int first, int end, Planes waveform)
    {
        var length = Grid.SamplesPerSymbol;
        var symbols = Grid.SymbolsFor(UsesOf(x.Length));
        var (from, to) = (first - _symbolsBefore, end + _symbolsAhead);
        var (realFrom, realTo) = (Math.Max(0, from), Math.Min(symbols, to));
        var (lead, tail) = ((realFrom - from) * length, (realTo - from) * length);
        waveform.Real[..lead].Clear();
        waveform.Imaginary[..lead].Clear();
        waveform.Real[tail..].Clear();
        waveform.Imaginary[tail..].Clear();
        var transform = work.Transform(_demodulator.WorkLength);
        for (var s = realFrom; s < realTo; s++)
        {
            var at = (s - from) * length;
            _modulator.ModulateSymbol(OfSymbol(x, s, Antennas.Transmit), Antennas.Transmit, antenna,
                waveform.Real.Slice(at, length), waveform.Imaginary.Slice(at, length), transform);
        }
        if (!_impairments.Has(ImpairmentStage.Transmitter))
            return;
        var samples = work.Samples(tail - lead);
        ComplexPlanes.Join(waveform.Real[lead..tail], waveform.Imaginary[lead..tail], samples);
        _impairments.Apply(ImpairmentStage.Transmitter, samples,
            new(realization, Grid.SampleRateHertz, MeanPower / Antennas.Transmit, antenna, (long)realFrom * length));
        ComplexPlanes.Split(samples, waveform.Real[lead..tail], waveform.Imaginary[lead..tail]);
    }

    private void AddNoise(Span<Complex32> samples, in ImpairmentContext context)
    {
        if (!(_sigma > 0))
            return;
        var noise = new CounterRandom(context.Realization.Seed, RandomPurpose.ChannelNoise, context.Realization.Frame);
        Span<Complex32> n = stackalloc Complex32[NoiseChunk];
        for (var at = 0; at < samples.Length; at += NoiseChunk)
        {
            var part = samples[at..Math.Min(samples.Length, at + NoiseChunk)];
            var normals = MemoryMarshal.Cast<Complex32, float>(n[..part.Length]);
            noise.FillGaussian(normals, ((ulong)context.Antenna << AntennaShift) + 2 * (ulong)(context.FirstSample + at));
            FlatKernel.AddNoise(part, n, _sigma, part);
        }
    }

    private void LosePackets(Span<Complex32> y, ChannelRealization realization, OfdmWorkspace work)
    {
        if (!_impairments.Has(ImpairmentStage.Packets))
            return;
        var context = PacketContext(realization);
        var antennas = Antennas.Receive;
        if (antennas == 1)
        {
            _impairments.Apply(ImpairmentStage.Packets, y, context);
            return;
        }
        var uses = work.Uses(y.Length / antennas);
        for (var r = 0; r < antennas; r++)
        {
            for (var i = 0; i < uses.Length; i++)
                uses[i] = y[i * antennas + r];
            _impairments.Apply(ImpairmentStage.Packets, uses, context);
            for (var i = 0; i < uses.Length; i++)
                y[i * antennas + r] = uses[i];
        }
    }

    private ImpairmentContext PacketContext(ChannelRealization realization) => new(realization, Grid.Subcarriers / Grid.SymbolSeconds, 1);

    private int UsesOf(int symbols)
    {
        if (symbols % Antennas.Transmit != 0)
            throw new ArgumentException($"there must be {Antennas.Transmit} symbols in each channel use", nameof(symbols));
        return symbols / Antennas.Transmit;
    }

    private ReadOnlySpan<Complex32> OfSymbol(ReadOnlySpan<Complex32> all, int symbol, int antennas)
    {
        var size = Grid.Subcarriers * antennas;
        return all[(symbol * size)..Math.Min(all.Length, (symbol + 1) * size)];
    }

    private Span<Complex32> OfSymbol(Span<Complex32> all, int symbol, int antennas)
    {
        var size = Grid.Subcarriers * antennas;
        return all[(symbol * size)..Math.Min(all.Length, (symbol + 1) * size)];
    }
}
