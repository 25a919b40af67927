using System.Globalization;

namespace SemCom.Evaluation;

/// <summary>A point of comparison as it stands in results.</summary>
/// <param name="System">System under test.</param>
/// <param name="Channel">Channel specification.</param>
/// <param name="SnrDb">Es/N0 [dB].</param>
/// <param name="CbrAsked">The CBR that was asked for.</param>
public sealed record ResultPoint(string System, string Channel, double SnrDb, double CbrAsked)
{
    /// <summary>The point in a few words.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{System} over {Channel} at {SnrDb:0.##} dB, CBR {Cbrs.Format(CbrAsked)}");
}
