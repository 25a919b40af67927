namespace SemCom.Coding;

/// <summary>One row of the MCS tables of TS 38.214 §5.1.3.1: modulation and target code rate.</summary>
/// <param name="Table">1, 2 or 3.</param>
/// <param name="Index">IMCS.</param>
/// <param name="Constellation">Modulation.</param>
/// <param name="CodeRate">R: information bits per coded bit.</param>
public sealed record McsEntry(int Table, int Index, Constellation Constellation, double CodeRate)
{
    /// <summary>Information bits per complex symbol.</summary>
    public double BitsPerSymbol => Constellation.BitsPerSymbol * CodeRate;

    /// <summary>For example "MCS 9 of table 1 (QPSK, rate 679/1024)".</summary>
    public override string ToString() => $"MCS {Index} of table {Table} ({Constellation.Name}, rate {CodeRate * 1024:0.#}/1024)";
}
