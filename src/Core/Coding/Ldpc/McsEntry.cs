namespace SemCom.Coding;

/// <summary>One row of the MCS tables of TS 38.214 §5.1.3.1, modulation and target code rate, or of that for long code blocks with shaped amplitudes.</summary>
/// <param name="Table">1, 2 or 3; 0 for long code blocks with shaped amplitudes.</param>
/// <param name="Index">IMCS.</param>
/// <param name="Constellation">Modulation.</param>
/// <param name="CodeRate">R: information bits per coded bit.</param>
public sealed record McsEntry(int Table, int Index, Constellation Constellation, double CodeRate)
{
    /// <summary>How often each amplitude is sent; null in the standard's tables, where all points are equally likely.</summary>
    public AmplitudeDistribution? Amplitudes { get; init; }

    /// <summary>Information bits per complex symbol: m·R, or 2·H(A) + 2 − m·(1 − R) for amplitudes A (Böcherer, Steiner and Schulte 2015), where the parity bits are signs.</summary>
    public double BitsPerSymbol => Amplitudes is null
        ? Constellation.BitsPerSymbol * CodeRate
        : 2 * Amplitudes.EntropyBits + 2 - Constellation.BitsPerSymbol * (1 - CodeRate);

    /// <summary>For example "MCS 9 of table 1 (QPSK, rate 679/1024)".</summary>
    public override string ToString() => $"MCS {Index} of table {Table} ({(Amplitudes is { Parts.Length: > 1 } ? "shaped " : "")}{Constellation.Name}, rate {CodeRate * 1024:0.#}/1024)";
}
