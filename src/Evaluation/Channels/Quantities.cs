namespace SemCom.Evaluation;

/// <summary>Physical quantities as people write them.</summary>
public static class Quantities
{
    /// <summary>A time with three significant digits, for example "71.4 µs".</summary>
    public static string Seconds(double seconds) => Quantity.Format(seconds, "s");
}
