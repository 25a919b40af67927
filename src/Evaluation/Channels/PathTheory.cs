using System.Numerics;
using MathNet.Numerics;
using SemCom.Channels;

namespace SemCom.Evaluation;

/// <summary>A path as a model describes it.</summary>
/// <param name="DelaySeconds">Delay [s].</param>
/// <param name="ScatteredPower">Mean power of the Rayleigh fading part.</param>
/// <param name="LineOfSightPower">Power of the line of sight.</param>
internal readonly record struct TheoryPath(double DelaySeconds, double ScatteredPower, double LineOfSightPower)
{
    public double Power => ScatteredPower + LineOfSightPower;
}

/// <summary>
/// What a tapped delay line with Jakes' spectrum must be: correlation over time Σ_p [P_p·J0(2π fD Δt) + L_p·e^{j2π·0.7 fD Δt}] (TR 38.901 §7.7.2).
/// </summary>
internal sealed record PathTheory(IReadOnlyList<TheoryPath> Paths, double DopplerHertz)
{
    /// <summary>The model behind a process, or null where none is known.</summary>
    public static PathTheory? Of(IPathProcess process) => process switch
    {
        TdlPathProcess tdl => new([.. tdl.Profile.Taps.ToArray().Select(tap =>
            new TheoryPath(tap.NormalizedDelay * tdl.DelaySpreadSeconds, tap.ScatteredPower, tap.LineOfSightPower))], tdl.DopplerHertz),
        _ => null,
    };

    public double TotalPower => Paths.Sum(path => path.Power);

    /// <summary>The sum of all paths at one frequency: complex normal, around the line of sight where there is one.</summary>
    public FadingTheory Narrowband => Paths.Sum(path => path.LineOfSightPower) is > 0 and var lineOfSight
        ? FadingTheory.Rician(Decibels.FromLinear(lineOfSight / Paths.Sum(path => path.ScatteredPower)))
        : FadingTheory.Rayleigh;

    /// <summary>Correlation at a distance of times, 1 at 0.</summary>
    public Complex TimeCorrelation(double seconds)
    {
        var scattered = Paths.Sum(path => path.ScatteredPower) * SpecialFunctions.BesselJ(0, 2 * Math.PI * DopplerHertz * seconds);
        var lineOfSight = Paths.Sum(path => path.LineOfSightPower);
        return (scattered + lineOfSight * Complex.FromPolarCoordinates(1, 2 * Math.PI * TdlPathProcess.LineOfSightDoppler * DopplerHertz * seconds)) / TotalPower;
    }

    /// <summary>Model K factor [dB] of the strongest path; null without a line of sight.</summary>
    public double? KFactorDb
    {
        get
        {
            var strongest = Paths.MaxBy(path => path.Power);
            return strongest is { LineOfSightPower: > 0, ScatteredPower: > 0 } ? Decibels.FromLinear(strongest.LineOfSightPower / strongest.ScatteredPower) : null;
        }
    }
}
