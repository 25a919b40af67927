namespace SemCom;

/// <summary>STOI from end to end: 10 kHz, frames that are not silent, third-octave envelopes, correlation of segments.</summary>
internal static class StoiMeasure
{
    private const int SampleRate = 10_000;
    private const int SegmentFrames = 30;

    /// <summary>1 + 10^(15/20): a cell of the degraded signal may exceed the clean one to an SDR of −15 dB.</summary>
    private static readonly double ClipFactor = 1 + Math.Sqrt(Decibels.ToLinear(15));

    /// <summary>Null where less than a segment is left.</summary>
    public static double? Compare(ReadOnlySpan<float> reference, ReadOnlySpan<float> degraded, int sampleRate)
    {
        var resampler = new RationalResampler(sampleRate, SampleRate);
        var (x, y) = StoiFrames.RemoveSilence(resampler.Convert(reference), resampler.Convert(degraded));
        var frames = StoiFrames.Count(x.Length);
        if (frames < SegmentFrames)
            return null;

        var (bandsX, bandsY) = (StoiBands.Envelopes(x), StoiBands.Envelopes(y));
        double sum = 0;
        for (var band = 0; band < StoiBands.Count; band++)
        {
            var envelopeX = bandsX.AsSpan(band * frames, frames);
            var envelopeY = bandsY.AsSpan(band * frames, frames);
            for (var start = 0; start + SegmentFrames <= frames; start++)
                sum += Correlation(envelopeX.Slice(start, SegmentFrames), envelopeY.Slice(start, SegmentFrames));
        }
        return sum / (StoiBands.Count * (double)(frames - SegmentFrames + 1));
    }

    /// <summary>Correlation of a clean segment with the degraded one, brought to its energy and clipped; 0 where either is constant.</summary>
    private static double Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var energyY = SumOfSquares(y);
        if (energyY == 0)
            return 0;
        var gain = Math.Sqrt(SumOfSquares(x) / energyY);
        Span<double> clipped = stackalloc double[SegmentFrames];
        double meanX = 0, meanY = 0;
        for (var i = 0; i < SegmentFrames; i++)
        {
            clipped[i] = Math.Min(gain * y[i], ClipFactor * x[i]);
            meanX += x[i] / SegmentFrames;
            meanY += clipped[i] / SegmentFrames;
        }

        double xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < SegmentFrames; i++)
        {
            var (dx, dy) = (x[i] - meanX, clipped[i] - meanY);
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }
        return xx == 0 || yy == 0 ? 0 : xy / Math.Sqrt(xx * yy);
    }

    private static double SumOfSquares(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
            sum += value * value;
        return sum;
    }
}
