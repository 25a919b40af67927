using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// The deterministic reverse process on the observations of one pattern: y ← ρ·y + (1 − ρ)·E[h|y] at the pilots, with the noise ρ times what it was, until
/// it is small (the means of the reverse process, Fesl et al., arXiv 2403.02957, eq. 15). One step is the mean of the posterior.
/// </summary>
internal sealed class ReverseProcess
{
    private readonly WaveGrid _waves;
    private readonly PilotPlaces _places;
    private readonly PilotPosterior[] _steps;
    private readonly double _ratio;

    /// <param name="waves">The waves.</param>
    /// <param name="places">Where observations stand.</param>
    /// <param name="powers">Powers of the waves, and the noise at the start.</param>
    /// <param name="steps">Steps, at least 1.</param>
    /// <param name="lastNoise">Noise of the last step, relative to the start.</param>
    public ReverseProcess(WaveGrid waves, PilotPlaces places, WavePowers powers, int steps, double lastNoise)
    {
        (_waves, _places) = (waves, places);
        _ratio = steps == 1 ? 1 : Math.Pow(lastNoise, 1.0 / (steps - 1));
        _steps = new PilotPosterior[steps];
        for (var i = 0; i < steps; i++)
            _steps[i] = new PilotPosterior(waves, places, i == 0 ? powers : powers.WithNoise(Math.Pow(_ratio, i)));
    }

    /// <summary>The posterior at the noise of the pilots, to which the errors belong.</summary>
    public PilotPosterior First => _steps[0];

    /// <summary>The posterior of the last step.</summary>
    public PilotPosterior Last => _steps[^1];

    /// <summary>What <see cref="Last"/> weighs its gains with.</summary>
    public Complex[] Run(Complex[] observations)
    {
        var y = observations;
        var row = new Complex[_waves.Subcarriers];
        for (var i = 0; i < _steps.Length - 1; i++)
        {
            var weighed = _steps[i].Weigh(y);
            var next = new Complex[y.Length];
            foreach (var range in _places.Rows)
            {
                _steps[i].Gains(weighed, new GridPart(_places.Symbols[range.Start.Value], 1, 0, row.Length), row);
                for (var j = range.Start.Value; j < range.End.Value; j++)
                    next[j] = _ratio * y[j] + (1 - _ratio) * row[_places.Subcarriers[j]];
            }
            y = next;
        }
        return Last.Weigh(y);
    }
}
