namespace SemCom.Evaluation;

/// <summary>Two sets of results at one point.</summary>
/// <param name="System">System of the second.</param>
/// <param name="Against">System of the first; the same unless two systems were named.</param>
/// <param name="Channel">Channel specification.</param>
/// <param name="SnrDb">Es/N0 [dB].</param>
/// <param name="CbrAsked">The CBR that was asked for.</param>
/// <param name="Unpaired">Transmissions that only one of them has.</param>
/// <param name="Differences">Second − first.</param>
public sealed record PointComparison(
    string System, string Against, string Channel, double SnrDb, double CbrAsked, int Unpaired, PairedDifferences Differences);

/// <summary>Two sets of results over all points of a system.</summary>
/// <param name="System">System of the second.</param>
/// <param name="Against">System of the first.</param>
/// <param name="Points">Number of points.</param>
/// <param name="Differences">Second − first; a source counts once, with its mean over the points. Corrected over the systems.</param>
public sealed record SystemComparison(string System, string Against, int Points, PairedDifferences Differences);
