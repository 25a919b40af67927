namespace SemCom;

/// <summary>Normalised squared error of complex values, summed over any number of frames in constant memory. For one thread.</summary>
public sealed class SquaredErrorMeter
{
    private double _error, _power;

    /// <summary>Σ|x̂ − x|² / Σ|x|².</summary>
    /// <exception cref="SemComException">All values so far are 0, or there are none.</exception>
    public double Ratio => _power > 0
        ? _error / _power
        : throw new SemComException("link quality: the true values must not all be 0 (their power was 0); compare with values that are not silent");

    /// <summary>The ratio in decibels; −∞ without an error.</summary>
    /// <exception cref="SemComException">All values so far are 0, or there are none.</exception>
    public double Db => Decibels.FromLinear(Ratio);

    /// <summary>Adds a frame.</summary>
    /// <param name="truth">x.</param>
    /// <param name="estimate">x̂ in the same order.</param>
    /// <exception cref="SemComException">The lengths differ.</exception>
    public void Add(ReadOnlySpan<Complex32> truth, ReadOnlySpan<Complex32> estimate)
    {
        LinkQuality.CheckLengths(truth.Length, estimate.Length, "values");
        for (var i = 0; i < truth.Length; i++)
        {
            _error += (estimate[i] - truth[i]).Power;
            _power += truth[i].Power;
        }
    }
}
