namespace SemCom.Evaluation;

/// <summary>Student's t distribution, as far as confidence intervals need it.</summary>
internal static class StudentT
{
    /// <summary>97.5 % quantiles for 1 to 30 degrees of freedom (any table of the distribution).</summary>
    private static readonly double[] Table =
    [
        12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281,
        2.2010, 2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860,
        2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
    ];

    /// <summary>The value that |t| exceeds with probability 5 %: half width of a 95 % interval in standard errors.</summary>
    /// <remarks>Above 30 degrees of freedom the first terms of the expansion in 1/ν (Abramowitz, Stegun, 26.7.5); error below 1e-4.</remarks>
    public static double Quantile975(int degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degreesOfFreedom, 1);
        if (degreesOfFreedom <= Table.Length)
            return Table[degreesOfFreedom - 1];
        const double Z = 1.959964;
        var n = (double)degreesOfFreedom;
        return Z + (Z * Z * Z + Z) / (4 * n) + (5 * Math.Pow(Z, 5) + 16 * Z * Z * Z + 3 * Z) / (96 * n * n);
    }
}
