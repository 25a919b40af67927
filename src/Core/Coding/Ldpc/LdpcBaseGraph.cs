using System.Globalization;

namespace SemCom.Coding;

/// <summary>
/// A base graph of TS 38.212 §5.3.2: its entries become circulants of the lifting size. Graph 1 (46 x 68) is for long blocks and high rates,
/// graph 2 (42 x 52) for short blocks and low rates. Columns are information, then parity, one for each row.
/// </summary>
public sealed class LdpcBaseGraph
{
    /// <summary>The first four rows and their parity columns form the code of highest rate; every further row adds one parity column of degree one.</summary>
    public const int CoreRows = 4;

    /// <summary>The first two information columns are never sent.</summary>
    public const int PuncturedColumns = 2;

    private LdpcBaseGraph(int number, int informationColumns, string file)
    {
        (Number, InformationColumns) = (number, informationColumns);
        Entries = [.. EmbeddedTable.Rows(file).Select(LdpcBaseEntry.Parse)];
        RowCount = Entries.Max(e => e.Row) + 1;
        ColumnCount = informationColumns + RowCount;
        StartNumerators = [.. EmbeddedTable.Rows("ldpc_rv_k0.csv").Select(row => int.Parse(row[2 * number - 1], CultureInfo.InvariantCulture))];
    }

    /// <summary>Base graph 1: 22 information columns, rates 1/3 to 8/9 without repetition.</summary>
    public static LdpcBaseGraph Graph1 { get; } = new(1, 22, "ldpc_bg1.csv");

    /// <summary>Base graph 2: 10 information columns, rates 1/5 to 2/3 without repetition.</summary>
    public static LdpcBaseGraph Graph2 { get; } = new(2, 10, "ldpc_bg2.csv");

    /// <summary>1 or 2.</summary>
    public int Number { get; }

    /// <summary>Rows of checks: 46 or 42.</summary>
    public int RowCount { get; }

    /// <summary>Columns of bits: 68 or 52.</summary>
    public int ColumnCount { get; }

    /// <summary>Columns of information bits: 22 or 10.</summary>
    public int InformationColumns { get; }

    /// <summary>Kcb of §5.2.2: bits of the longest code block, 8448 or 3840.</summary>
    public int MaxBlockBits => InformationColumns * LdpcCode.MaxLiftingSize;

    /// <summary>Bits of the longest code block with a long code, 67,584 or 30,720.</summary>
    public int MaxLongBlockBits => InformationColumns * LdpcCode.MaxLongLiftingSize;

    /// <summary>The nonzero entries, row by row, columns ascending.</summary>
    internal IReadOnlyList<LdpcBaseEntry> Entries { get; }

    /// <summary>Numerators of table 5.4.2.1-2 for redundancy versions 0..3; the denominator is the number of columns that are sent.</summary>
    internal IReadOnlyList<int> StartNumerators { get; }

    /// <inheritdoc/>
    public override string ToString() => $"BG{Number}";
}
