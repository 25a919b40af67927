using System.Numerics;
using MathNet.Numerics;

namespace SemCom.Channels.Tests.Tdl;

/// <summary>
/// Gains of a process in many independent frames at eleven times, and what they say about a claimed profile. Every figure is a standard score against
/// theory, the largest over all taps and lags, so that it can be held against the normal quantile at 1e-6: the sampling error sets the bound.
/// </summary>
internal sealed class PathSample
{
    public const int Lags = 10;

    private const double StartSeconds = 0.37;

    private readonly TdlProfile _profile;
    private readonly double[] _delays;
    private readonly int _frames;
    private readonly Complex32[] _gains;
    private readonly double _lagSeconds;

    /// <summary>Draws frames.</summary>
    /// <param name="process">What is judged.</param>
    /// <param name="profile">What it claims to be.</param>
    /// <param name="frames">Number of frames.</param>
    /// <param name="lagSeconds">Distance of the times.</param>
    public PathSample(IPathProcess process, TdlProfile profile, int frames, double lagSeconds)
    {
        (_profile, _frames, _lagSeconds) = (profile, frames, lagSeconds);
        _delays = process.DelaysSeconds.ToArray();
        var size = (Lags + 1) * Taps;
        _gains = new Complex32[frames * size];
        Parallel.For(0, frames, new() { MaxDegreeOfParallelism = 2 }, frame =>
            process.Fill(new(20260, (ulong)frame), 0, StartSeconds, lagSeconds, _gains.AsSpan(frame * size, size)));
    }

    private int Taps => _profile.Taps.Length;

    public Complex32 this[int frame, int time, int tap] => _gains[(frame * (Lags + 1) + time) * Taps + tap];

    /// <summary>Mean |a|² of each tap, and of all taps together relative to their powers.</summary>
    public double PowerScore()
    {
        double worst = 0, pooled = 0;
        for (var p = 0; p < Taps; p++)
        {
            var score = (MeanPower(p) / _profile.Taps[p].Power - 1) / Math.Sqrt(RelativeVariance(p) / _frames);
            worst = Math.Max(worst, Math.Abs(score));
            pooled += score;
        }
        return Math.Max(worst, Math.Abs(pooled) / Math.Sqrt(Taps));
    }

    /// <summary>E[a(t) a*(t+d)] / P against s·J0(2π fD d) + l·e^(−j2π 0.7 fD d) at ten lags; s and l: scattered part and line of sight.</summary>
    public double AutocorrelationScore(double dopplerHertz)
    {
        double worst = 0;
        for (var p = 0; p < Taps; p++)
        {
            var tap = _profile.Taps[p];
            for (var lag = 1; lag <= Lags; lag++)
            {
                var d = lag * _lagSeconds;
                var expected = tap.ScatteredPower / tap.Power * SpecialFunctions.BesselJ(0, 2 * Math.PI * dopplerHertz * d)
                    + tap.LineOfSightPower / tap.Power * Complex.FromPolarCoordinates(1, -2 * Math.PI * 0.7 * dopplerHertz * d);
                worst = Math.Max(worst, Score(f => (Complex)this[f, 0, p] * Complex.Conjugate(this[f, lag, p]) / tap.Power, expected));
            }
        }
        return worst;
    }

    /// <summary>E[a_p a_q*] = 0 for all pairs of taps.</summary>
    public double IndependenceScore()
    {
        double worst = 0;
        for (var p = 0; p < Taps; p++)
        {
            for (var q = 0; q < p; q++)
                worst = Math.Max(worst, Score(f => (Complex)this[f, 3, p] * Complex.Conjugate(this[f, 3, q]), 0));
        }
        return worst;
    }

    /// <summary>E[a²] = 0: real and imaginary part uncorrelated and of equal power.</summary>
    public double CircularityScore() => Enumerable.Range(0, Taps).Max(p => Score(f => (Complex)this[f, 0, p] * this[f, 0, p], 0));

    /// <summary>E[H(f) H*(f+D)] = Σ p_k e^(j2π D τ_k) for D from 0.05 to 50 / DS.</summary>
    public double FrequencyCorrelationScore(double delaySpreadSeconds)
    {
        double worst = 0;
        for (var distance = 0.05; distance < 50; distance *= 1.7)
        {
            var spacing = distance / delaySpreadSeconds;
            Complex expected = 0;
            foreach (var tap in _profile.Taps)
                expected += tap.Power * Complex.FromPolarCoordinates(1, 2 * Math.PI * distance * tap.NormalizedDelay);
            var rotations = _delays.Select(t => Complex.FromPolarCoordinates(1, -2 * Math.PI * spacing * t)).ToArray();
            worst = Math.Max(worst, Score(f => Response(f, null) * Complex.Conjugate(Response(f, rotations)), expected));
        }
        return worst;
    }

    /// <summary>Second central moment of the delays under measured powers; its variance follows from those of the powers.</summary>
    public double DelaySpreadScore(double delaySpreadSeconds)
    {
        var weights = Enumerable.Range(0, Taps).Select(MeanPower).ToArray();
        var delays = _delays.Select(d => d / delaySpreadSeconds).ToArray();
        var mean = weights.Zip(delays, (w, d) => w * d).Sum() / weights.Sum();
        var measured = weights.Zip(delays, (w, d) => w * (d - mean) * (d - mean)).Sum() / weights.Sum();
        double trueMean = 0, expected = 0, variance = 0;
        foreach (var tap in _profile.Taps)
            trueMean += tap.Power * tap.NormalizedDelay;
        foreach (var tap in _profile.Taps)
            expected += tap.Power * Math.Pow(tap.NormalizedDelay - trueMean, 2);
        for (var p = 0; p < Taps; p++)
        {
            var tap = _profile.Taps[p];
            variance += Math.Pow((Math.Pow(tap.NormalizedDelay - trueMean, 2) - expected) * tap.Power, 2) * RelativeVariance(p) / _frames;
        }
        return Math.Abs(measured - expected) / Math.Sqrt(variance);
    }

    private Complex Response(int frame, Complex[]? rotations)
    {
        Complex sum = 0;
        for (var p = 0; p < Taps; p++)
            sum += rotations is null ? this[frame, 0, p] : this[frame, 0, p] * rotations[p];
        return sum;
    }

    private double MeanPower(int tap)
    {
        double sum = 0;
        for (var f = 0; f < _frames; f++)
            sum += this[f, 0, tap].Power;
        return sum / _frames;
    }

    /// <summary>Variance of |a|²/P: s² + 2·s·l.</summary>
    private double RelativeVariance(int p)
    {
        var tap = _profile.Taps[p];
        return (tap.ScatteredPower * tap.ScatteredPower + 2 * tap.ScatteredPower * tap.LineOfSightPower) / (tap.Power * tap.Power);
    }

    /// <summary>Distance of the mean from its expectation, in standard errors of the samples, the larger of both dimensions.</summary>
    private double Score(Func<int, Complex> sample, Complex expected)
    {
        double re = 0, im = 0, re2 = 0, im2 = 0;
        for (var f = 0; f < _frames; f++)
        {
            var value = sample(f) - expected;
            (re, im) = (re + value.Real, im + value.Imaginary);
            (re2, im2) = (re2 + value.Real * value.Real, im2 + value.Imaginary * value.Imaginary);
        }
        return Math.Max(Of(re, re2), Of(im, im2));

        double Of(double sum, double squares)
        {
            var mean = sum / _frames;
            var variance = squares / _frames - mean * mean;
            return variance > 0 ? Math.Abs(mean) / Math.Sqrt(variance / _frames) : Math.Abs(mean) > 1e-6 ? double.PositiveInfinity : 0;
        }
    }
}
