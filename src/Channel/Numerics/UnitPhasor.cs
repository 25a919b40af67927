namespace SemCom.Channels;

/// <summary>
/// e^{j2πt} from polynomials that every processor evaluates to the same bits: IEEE additions and multiplications in a fixed order, no
/// library functions. Error below 4e-8 in each part.
/// </summary>
internal static class UnitPhasor
{
    private const double RadiansPerUnit = 2 * Math.PI / 4294967296.0;

    /// <summary>The phasor of an angle in 2⁻³² turns.</summary>
    public static Complex32 FromTurns(uint turns)
    {
        var quarter = (turns + (1u << 29)) >> 30;
        var t = (int)(turns - (quarter << 30)) * RadiansPerUnit;
        var t2 = t * t;

        // Taylor series on |t| ≤ π/4; the first terms left out are 3e-9 and 2e-9.
        var sin = t * (1 + t2 * (-1.0 / 6 + t2 * (1.0 / 120 + t2 * (-1.0 / 5040 + t2 * (1.0 / 362880)))));
        var cos = 1 + t2 * (-0.5 + t2 * (1.0 / 24 + t2 * (-1.0 / 720 + t2 * (1.0 / 40320 + t2 * (-1.0 / 3628800)))));
        return (quarter & 3) switch
        {
            0 => new((float)cos, (float)sin),
            1 => new((float)-sin, (float)cos),
            2 => new((float)-cos, (float)-sin),
            _ => new((float)sin, (float)-cos),
        };
    }

    /// <summary>The phasor of an angle [rad] of at most 2³⁰ turns.</summary>
    public static Complex32 FromRadians(double radians)
    {
        var turns = radians / (2 * Math.PI);
        return FromTurns((uint)(ulong)(long)Math.Floor((turns - Math.Floor(turns)) * 4294967296.0));
    }
}
