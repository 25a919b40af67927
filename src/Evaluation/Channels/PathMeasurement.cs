using System.Numerics;
using SemCom.Channels;

namespace SemCom.Evaluation;

/// <summary>Observes the gains of paths: powers, correlation over time, and the transfer function at some times and frequencies.</summary>
internal sealed class PathMeasurement
{
    private const int Lags = 61, Frequencies = 16;
    private const double LongestLag = 0.8;

    private readonly double[] _delays;
    private readonly double _bandwidthHertz;
    private readonly FrameMean[] _powers;
    private readonly double[] _squaredPowers;
    private readonly int[] _lags;
    private readonly FrameMean[] _real;
    private readonly FrameMean[] _imaginary;
    private readonly List<double> _transfer = [];
    private long _snapshots;
    private long _observations;

    /// <summary>Observes frames 0, 1, … of a process.</summary>
    public PathMeasurement(IPathProcess process, int pairs, ulong seed, int frames, SampleTimes times, double bandwidthHertz)
    {
        (_delays, _bandwidthHertz, StepSeconds) = (process.DelaysSeconds.ToArray(), bandwidthHertz, times.StepSeconds);
        _powers = new FrameMean[_delays.Length];
        _squaredPowers = new double[_delays.Length];
        _lags = times.Count == 1 ? [] : [.. Enumerable.Range(0, Lags).Select(i => (int)Math.Round(times.Count * LongestLag * i / (Lags - 1))).Distinct()];
        (_real, _imaginary) = (new FrameMean[_lags.Length], new FrameMean[_lags.Length]);
        var gains = new Complex32[pairs * times.Count * _delays.Length];
        for (var frame = 0; frame < frames; frame++)
        {
            for (var pair = 0; pair < pairs; pair++)
                process.Fill(new(seed, (ulong)frame), pair, 0, times.StepSeconds, gains.AsSpan(pair * times.Count * _delays.Length, times.Count * _delays.Length));
            Observe(gains, pairs, times.Count);
        }
    }

    private double StepSeconds { get; }

    /// <summary>Mean power of each path, in the order of the process.</summary>
    public IReadOnlyList<FrameMean> Powers => _powers;

    public double TotalPower => _powers.Sum(power => power.Mean);

    /// <summary>|H|² at some times and frequencies.</summary>
    public IReadOnlyList<double> Transfer => _transfer;

    /// <summary>
    /// Power of the line of sight over that of the rest, from second and fourth moment of the strongest path: K = g/(m₂ − g), g = √(2·m₂² − m₄)
    /// (Greenstein, Michelson and Erceg, IEEE Commun. Lett. 3(6), 1999); 0 where chance could have made the moments without a line of sight.
    /// </summary>
    public double KFactor
    {
        get
        {
            var strongest = Array.IndexOf(_powers, _powers.MaxBy(power => power.Mean));
            var power = _powers[strongest].Mean;
            return KFactorOf(power, _squaredPowers[strongest] / _snapshots, _observations);
        }
    }

    /// <summary>
    /// The estimate of <see cref="KFactor"/> from E|h|² and E|h|⁴ of n independent draws. Without a line of sight 2·m₂² − m₄ is 0 in the mean, with a standard
    /// deviation of 2·m₂²/√n; up to twice that counts as none.
    /// </summary>
    public static double KFactorOf(double power, double squaredPower, long draws)
    {
        var steadySquared = (2 * power * power - squaredPower) / (power * power);
        if (!(steadySquared > 4 / Math.Sqrt(draws)) && draws > 1)
            return 0;
        var steady = Math.Sqrt(Math.Max(0, steadySquared));
        return steady >= 1 - 1e-6 ? double.PositiveInfinity : steady / (1 - steady);
    }

    /// <summary>Distances of times [s], and the correlation there, 1 at 0.</summary>
    public IEnumerable<(double Seconds, Complex Value, double? HalfWidth95)> TimeCorrelation() => _lags.Select((lag, i) =>
        (lag * StepSeconds, new Complex(_real[i].Mean, _imaginary[i].Mean) / TotalPower, _real[i].HalfWidth95 / TotalPower));

    private void Observe(ReadOnlySpan<Complex32> gains, int pairs, int times)
    {
        var paths = _delays.Length;
        Span<double> powers = stackalloc double[paths];
        for (var i = 0; i < gains.Length; i++)
        {
            var power = (double)gains[i].Power;
            powers[i % paths] += power;
            _squaredPowers[i % paths] += power * power;
        }
        _observations += pairs;
        _snapshots += gains.Length / paths;
        for (var p = 0; p < paths; p++)
            _powers[p].Add(powers[p] / (pairs * times));
        for (var i = 0; i < _lags.Length; i++)
        {
            var sum = Complex.Zero;
            for (var pair = 0; pair < pairs; pair++)
                sum += Correlate(gains.Slice(pair * times * paths, times * paths), _lags[i] * paths);
            sum /= pairs * (times - _lags[i]);
            _real[i].Add(sum.Real);
            _imaginary[i].Add(sum.Imaginary);
        }
        for (var pair = 0; pair < pairs; pair++)
        {
            AddTransfer(gains.Slice(pair * times * paths, paths));
            if (times > 1)
                AddTransfer(gains.Slice((pair * times + times / 2) * paths, paths));
        }
    }

    /// <summary>Σ a(t + Δ)·a*(t).</summary>
    private static Complex Correlate(ReadOnlySpan<Complex32> gains, int distance)
    {
        var (real, imaginary) = (0.0, 0.0);
        for (var i = distance; i < gains.Length; i++)
        {
            var (a, b) = (gains[i], gains[i - distance]);
            real += a.Real * b.Real + a.Imaginary * b.Imaginary;
            imaginary += a.Imaginary * b.Real - a.Real * b.Imaginary;
        }
        return new(real, imaginary);
    }

    private void AddTransfer(ReadOnlySpan<Complex32> snapshot)
    {
        for (var k = 0; k < Frequencies; k++)
        {
            var sum = Complex.Zero;
            for (var p = 0; p < snapshot.Length; p++)
                sum += snapshot[p].ToComplex() * Complex.FromPolarCoordinates(1, -2 * Math.PI * _delays[p] * _bandwidthHertz * (k / (Frequencies - 1.0) - 0.5));
            _transfer.Add(sum.Real * sum.Real + sum.Imaginary * sum.Imaginary);
        }
    }
}

/// <summary>Equally spaced times from 0 on.</summary>
internal readonly record struct SampleTimes(int Count, double StepSeconds)
{
    private const int MinIntervals = 256, MaxIntervals = 4096;

    /// <summary>Times that are dense enough for a Doppler shift, and recorded ones where a trace is played.</summary>
    /// <exception cref="SemComException">The trace is shorter than the duration.</exception>
    public static SampleTimes For(IPathProcess process, double durationSeconds, double dopplerHertz)
    {
        if (!process.VariesInTime)
            return new(1, 0);
        if (process is TracePathProcess { Trace: var trace })
        {
            if (durationSeconds > trace.DurationSeconds * (1 + 1e-9))
                throw new SemComException($"--duration must be at most what the trace holds, {trace.DurationSeconds * 1e3:0.######} ms (was {durationSeconds * 1e3:0.######} ms); take a shorter one, or record a longer trace");
            var intervals = Math.Max(1, (int)Math.Floor(Math.Min(durationSeconds / trace.IntervalSeconds, trace.Shape.Times - 1) + 1e-6));
            var stride = (intervals + MaxIntervals / 2 - 1) / (MaxIntervals / 2);
            return new(intervals / stride + 1, stride * trace.IntervalSeconds);
        }
        var count = (int)Math.Clamp(Math.Ceiling(durationSeconds * dopplerHertz * 20), MinIntervals, MaxIntervals);
        return new(count + 1, durationSeconds / count);
    }
}
