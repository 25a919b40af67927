namespace SemCom;

/// <summary>Errors among bits or blocks; counts of several frames add up.</summary>
/// <param name="Errors">How many were wrong.</param>
/// <param name="Total">How many there were.</param>
public readonly record struct ErrorCount(long Errors, long Total)
{
    /// <summary>Errors / Total, 0..1; NaN where there was nothing.</summary>
    public double Rate => (double)Errors / Total;

    /// <summary>Both counts together.</summary>
    public static ErrorCount operator +(ErrorCount a, ErrorCount b) => new(a.Errors + b.Errors, a.Total + b.Total);

    /// <summary>Both counts together.</summary>
    public static ErrorCount Add(ErrorCount a, ErrorCount b) => a + b;
}
