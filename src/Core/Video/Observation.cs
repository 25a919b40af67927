namespace SemCom.Video;

/// <summary>Real values of a payload in order, each a gain times a latent value, with what noise is left on them.</summary>
public readonly ref struct Observation
{
    private readonly ReadOnlySpan<float> _reals;
    private readonly ReadOnlySpan<float> _noise;
    private readonly float _amplitude;
    private readonly float _power;

    /// <summary>Of received symbols.</summary>
    /// <param name="reals">Real and imaginary parts of equalised symbols in turn.</param>
    /// <param name="noise">Effective N0 of each symbol; +∞ for one that did not arrive.</param>
    /// <param name="scale">The amplitude scale that the header tells.</param>
    /// <param name="plannedNoise">N0 that the frame was planned for.</param>
    public Observation(ReadOnlySpan<float> reals, ReadOnlySpan<float> noise, double scale, double plannedNoise)
    {
        _reals = reals;
        _noise = noise;
        (_amplitude, _power) = ((float)(Math.Sqrt(2) / scale), (float)(1 / (scale * scale)));
        PlannedNoise = (float)plannedNoise * _power;
    }

    /// <summary>Of values without noise, as they are expected to arrive.</summary>
    /// <param name="reals">The values, gains included, before the amplitude scale.</param>
    /// <param name="scale">The amplitude scale that the header tells.</param>
    /// <param name="plannedNoise">N0 that the frame is planned for.</param>
    public Observation(ReadOnlySpan<float> reals, double scale, double plannedNoise)
    {
        _reals = reals;
        (_amplitude, _power) = (1, (float)(1 / (scale * scale)));
        PlannedNoise = (float)plannedNoise * _power;
    }

    /// <summary>Noise that was planned for.</summary>
    public float PlannedNoise { get; }

    /// <summary>A value.</summary>
    public float Real(int i) => _reals[i] * _amplitude;

    /// <summary>The noise on it, its expected square; +∞ where nothing arrived.</summary>
    public float Noise(int i) => _noise.IsEmpty ? PlannedNoise : _noise[i / 2] * _power;
}
