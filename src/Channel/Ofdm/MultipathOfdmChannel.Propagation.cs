namespace SemCom.Channels;

public sealed partial class MultipathOfdmChannel
{
    private int Edges(int symbols) => _paths.VariesInTime ? symbols * _segments + 1 : 1;

    /// <summary>Gains at the edges of the pieces of a part [edges × paths].</summary>
    private void FillGains(ChannelRealization realization, int pair, int first, Span<Complex32> gains) =>
        _paths.Fill(realization, pair, first * Grid.SymbolSeconds, Grid.SymbolSeconds / _segments, gains);

    /// <summary>What arrives at one antenna, without noise.</summary>
    private void Propagate(
        Planes waveform, int stride, ChannelRealization realization, OfdmWorkspace work, int receive, int first, int end, Span<Complex32> samples)
    {
        var (antennas, length) = (Antennas.Transmit, Grid.SamplesPerSymbol);
        var lags = _line.Lags;
        var taps = antennas * lags.Length;
        var offsets = work.Offsets(taps);
        for (var tap = 0; tap < taps; tap++)
            offsets[tap] = tap / lags.Length * stride + _reach - _demodulator.Advance - lags[tap % lags.Length];

        var edges = Edges(end - first);
        var gains = work.Gains(antennas * edges * _line.PathCount);
        for (var t = 0; t < antennas; t++)
            FillGains(realization, receive * antennas + t, first, GainsOf(gains, t, antennas));

        work.Taps(taps, out var h, out var next, out var change);
        Combine(gains, 0, h);
        var at = _symbolsBefore * length - _reach;
        if (edges == 1)
        {
            VaryingFilter.Apply(waveform, at, offsets, h, default, samples, (end - first) * length, default);
            return;
        }
        var slope = (float)_segments / length;
        for (var edge = 0; edge < edges - 1; edge++)
        {
            Combine(gains, edge + 1, next);
            VectorMath.Subtract(next.Real, h.Real, change.Real);
            VectorMath.Subtract(next.Imaginary, h.Imaginary, change.Imaginary);
            var (from, to) = (FirstSampleBehind(edge), FirstSampleBehind(edge + 1));
            var phase = (float)(from - (double)edge * length / _segments);
            VaryingFilter.Apply(waveform, at + from, offsets, h, change, samples[from..], to - from, new(phase, slope));
            next.Real.CopyTo(h.Real);
            next.Imaginary.CopyTo(h.Imaginary);
        }

        int FirstSampleBehind(int edge) => (int)(((long)edge * length + _segments - 1) / _segments);
    }

    private static Span<Complex32> GainsOf(Span<Complex32> gains, int antenna, int antennas)
    {
        var size = gains.Length / antennas;
        return gains.Slice(antenna * size, size);
    }

    /// <summary>Taps of all transmit antennas at one edge.</summary>
    private void Combine(Span<Complex32> gains, int edge, Planes taps)
    {
        var (count, paths) = (_line.Lags.Length, _line.PathCount);
        for (var t = 0; t < Antennas.Transmit; t++)
        {
            var atEdge = GainsOf(gains, t, Antennas.Transmit).Slice(edge * paths, paths);
            _line.Combine(atEdge, taps.Real.Slice(t * count, count), taps.Imaginary.Slice(t * count, count));
        }
    }

    /// <summary>Frequency responses of the filter that was applied, as it was in the middle of each OFDM symbol's window.</summary>
    private ChannelState StateOf(int uses, ChannelRealization realization)
    {
        var (pairs, paths) = (Antennas.Receive * Antennas.Transmit, _line.PathCount);
        var state = new Complex32[Math.Max(1, uses) * pairs];
        var symbols = Grid.SymbolsFor(uses);
        var gains = new Complex32[Edges(SymbolsPerPart) * paths];
        var response = new Planes(new float[Grid.Subcarriers], new float[Grid.Subcarriers]);
        for (var first = 0; first < symbols; first += SymbolsPerPart)
        {
            var end = Math.Min(symbols, first + SymbolsPerPart);
            for (var pair = 0; pair < pairs; pair++)
            {
                var part = gains.AsSpan(0, Edges(end - first) * paths);
                FillGains(realization, pair, first, part);
                for (var s = first; s < end; s++)
                {
                    Respond(part, s - first, response);
                    var use = s * Grid.Subcarriers;
                    for (var k = 0; k < Math.Min(Grid.Subcarriers, uses - use); k++)
                        state[(use + k) * pairs + pair] = new(response.Real[k], response.Imaginary[k]);
                }
            }
        }
        return new(state, 1, NoisePower, Antennas);
    }

    /// <summary>H_k = Σ_p a_p·R_p(k) with the gains in the middle of the window of a part's OFDM symbol.</summary>
    private void Respond(ReadOnlySpan<Complex32> gains, int symbol, Planes response)
    {
        var (paths, count) = (_line.PathCount, Grid.Subcarriers);
        var position = _paths.VariesInTime ? (Grid.PrefixSamples + Grid.FftSize / 2) * (double)_segments / Grid.SamplesPerSymbol + (long)symbol * _segments : 0;
        var edge = (int)position;
        var beta = (float)(position - edge);
        response.Real.Clear();
        response.Imaginary.Clear();
        for (var p = 0; p < paths; p++)
        {
            var gain = gains[edge * paths + p];
            if (beta > 0)
                gain += (gains[(edge + 1) * paths + p] - gain) * beta;
            var real = _responses.Value.Real.AsSpan(p * count, count);
            var imaginary = _responses.Value.Imaginary.AsSpan(p * count, count);
            VectorMath.AddScaled(response.Real, gain.Real, real);
            VectorMath.AddScaled(response.Real, -gain.Imaginary, imaginary);
            VectorMath.AddScaled(response.Imaginary, gain.Real, imaginary);
            VectorMath.AddScaled(response.Imaginary, gain.Imaginary, real);
        }
    }
}
