namespace SemCom.Agents;

/// <summary>What is believed of three parts of an SNR that add up, jointly normal: the mean of the link, shadowing around it, and fading [dB]. Also a sum of such over possibilities, before it is divided by their weight.</summary>
internal struct LinkBelief
{
    private double _mean, _shadow, _fading;
    private double _meanMean, _meanShadow, _meanFading, _shadowShadow, _shadowFading, _fadingFading;

    /// <summary>Independent parts.</summary>
    /// <param name="mean">Expected mean of the link [dB]; the others' are 0.</param>
    /// <param name="meanVariance">Its variance [dB²].</param>
    /// <param name="shadowVariance">Of shadowing.</param>
    /// <param name="fadingVariance">Of fading.</param>
    public LinkBelief(double mean, double meanVariance, double shadowVariance, double fadingVariance) => (_mean, _meanMean, _shadowShadow, _fadingFading) = (mean, meanVariance, shadowVariance, fadingVariance);

    /// <summary>Expected SNR.</summary>
    public readonly double SnrDb => _mean + _shadow + _fading;

    /// <summary>Variance of the SNR.</summary>
    public readonly double Variance => _meanMean + _shadowShadow + _fadingFading + 2 * (_meanShadow + _meanFading + _shadowFading);

    /// <summary>A frame later: each of two parts keeps a share of what it was, and something new comes in.</summary>
    public void Move((double Kept, double Variance) shadow, (double Kept, double Variance) fading)
    {
        (_shadow, _fading) = (shadow.Kept * _shadow, fading.Kept * _fading);
        (_meanShadow, _meanFading, _shadowFading) = (shadow.Kept * _meanShadow, fading.Kept * _meanFading, shadow.Kept * fading.Kept * _shadowFading);
        (_shadowShadow, _fadingFading) = (shadow.Kept * shadow.Kept * _shadowShadow + shadow.Variance, fading.Kept * fading.Kept * _fadingFading + fading.Variance);
    }

    /// <summary>Shadowing is known less well than it was.</summary>
    public void Doubt(double variance) => _shadowShadow += variance;

    /// <summary>Takes a report, as Kalman's filter does.</summary>
    /// <param name="innovation">Report − what was expected [dB].</param>
    /// <param name="noise">Variance of its error [dB²].</param>
    /// <returns>Logarithm of how likely the report was, but for a constant.</returns>
    public double Take(double innovation, double noise)
    {
        var variance = Variance + noise;
        var (mean, shadow, fading) = (_meanMean + _meanShadow + _meanFading, _meanShadow + _shadowShadow + _shadowFading, _meanFading + _shadowFading + _fadingFading);
        (_mean, _shadow, _fading) = (_mean + mean / variance * innovation, _shadow + shadow / variance * innovation, _fading + fading / variance * innovation);
        (_meanMean, _meanShadow, _meanFading) = (_meanMean - mean * mean / variance, _meanShadow - mean * shadow / variance, _meanFading - mean * fading / variance);
        (_shadowShadow, _shadowFading, _fadingFading) = (_shadowShadow - shadow * shadow / variance, _shadowFading - shadow * fading / variance, _fadingFading - fading * fading / variance);
        return -0.5 * (Math.Log(variance) + innovation * innovation / variance);
    }

    /// <summary>Adds a possibility: its first and second moments, times its weight.</summary>
    public void Add(in LinkBelief other, double weight)
    {
        (_mean, _shadow, _fading) = (_mean + weight * other._mean, _shadow + weight * other._shadow, _fading + weight * other._fading);
        _meanMean += weight * (other._meanMean + other._mean * other._mean);
        _meanShadow += weight * (other._meanShadow + other._mean * other._shadow);
        _meanFading += weight * (other._meanFading + other._mean * other._fading);
        _shadowShadow += weight * (other._shadowShadow + other._shadow * other._shadow);
        _shadowFading += weight * (other._shadowFading + other._shadow * other._fading);
        _fadingFading += weight * (other._fadingFading + other._fading * other._fading);
    }

    /// <summary>The normal belief with the moments of a sum.</summary>
    /// <param name="weight">Weight of all that was added.</param>
    public void Normalise(double weight)
    {
        (_mean, _shadow, _fading) = (_mean / weight, _shadow / weight, _fading / weight);
        (_meanMean, _meanShadow, _meanFading) = (_meanMean / weight - _mean * _mean, _meanShadow / weight - _mean * _shadow, _meanFading / weight - _mean * _fading);
        (_shadowShadow, _shadowFading, _fadingFading) = (_shadowShadow / weight - _shadow * _shadow, _shadowFading / weight - _shadow * _fading, _fadingFading / weight - _fading * _fading);
    }
}
