using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>Shapes of Doppler spectra.</summary>
public enum DopplerShape
{
    /// <summary>Waves from all directions in a plane: autocorrelation J0(2π·fD·Δt). Clarke 1968, Jakes 1974.</summary>
    Jakes = 0,

    /// <summary>Constant between −fD and fD: autocorrelation sinc(2·fD·Δt).</summary>
    Flat,
}

/// <summary>Power over Doppler shift, of unit power: a scattered part of one of two shapes and a spectral line.</summary>
/// <param name="Shape">Shape of the scattered part.</param>
/// <param name="MaxDopplerHertz">Its largest Doppler shift fD [Hz], at least 0; 0 for a channel that does not change.</param>
/// <param name="LinePower">Power of the line, 0 to 1; K/(1 + K) for a line of sight.</param>
/// <param name="LineHertz">Doppler shift of the line [Hz].</param>
public sealed record DopplerSpectrum(DopplerShape Shape, double MaxDopplerHertz, double LinePower = 0, double LineHertz = 0)
{
    /// <summary>No change in time.</summary>
    public static DopplerSpectrum Static { get; } = new(DopplerShape.Flat, 0);

    /// <summary>E[h(t + Δt)·h*(t)].</summary>
    /// <param name="seconds">Δt [s].</param>
    public Complex Correlation(double seconds)
    {
        var x = 2 * Math.PI * MaxDopplerHertz * seconds;
        var scattered = (1 - LinePower) * (Shape == DopplerShape.Jakes ? BesselJ0(x) : Sinc(x));
        return LinePower == 0 ? scattered : scattered + Complex.FromPolarCoordinates(LinePower, 2 * Math.PI * LineHertz * seconds);
    }

    /// <summary>sin(x)/x.</summary>
    internal static double Sinc(double x) => Math.Abs(x) < 1e-4 ? 1 - x * x / 6 : Math.Sin(x) / x;

    /// <summary>J0(x) = (1/π)∫cos(x sin θ)dθ over half a turn; equally spaced points converge exponentially once there are more than |x|.</summary>
    internal static double BesselJ0(double x)
    {
        var points = 24 + (int)Math.Min(Math.Abs(x), 1e5);
        var sum = 0.0;
        for (var i = 0; i < points; i++)
            sum += Math.Cos(x * Math.Sin(Math.PI * (i + 0.5) / points));
        return sum / points;
    }
}
