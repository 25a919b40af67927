namespace SemCom.Channels;

/// <summary>One tap of a tapped delay line.</summary>
/// <param name="NormalizedDelay">Delay in units of the r.m.s. delay spread, at least 0.</param>
/// <param name="ScatteredPower">Mean power of the Rayleigh fading part, linear.</param>
/// <param name="LineOfSightPower">Power of the line of sight, linear; 0 for a Rayleigh tap.</param>
public readonly record struct TdlTap(double NormalizedDelay, double ScatteredPower, double LineOfSightPower = 0)
{
    /// <summary>Mean power of the tap, linear.</summary>
    public double Power => ScatteredPower + LineOfSightPower;
}
