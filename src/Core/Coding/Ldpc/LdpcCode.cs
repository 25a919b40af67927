using System.Collections.Concurrent;
using System.Globalization;
using SemCom.Randomness;

namespace SemCom.Coding;

/// <summary>
/// The LDPC code of TS 38.212 §5.3.2 for one base graph and lifting size Zc: K = 22·Zc or 10·Zc information bits, of which the first 2·Zc are
/// not part of the codeword of N = 66·Zc or 50·Zc bits. Beyond the standard's sizes the same graphs are lifted further, to codes up to eight times as long. Immutable and shared: encoder and decoder are
/// built from the same instance.
/// </summary>
/// <remarks>
/// Lifting sizes are a·2^j. A long code goes on with larger j: where V is a shift at the largest size Z0 of its set, that at 2^i·Z0 is V + t·Z0, with t in 0..2^i − 1 drawn once and for all for
/// information columns, and 0 for parity, so that encoding stays as it is. Modulo Z0 that is the standard's code again: the long graph is a cover of its graph, and no cycle gets shorter.
/// </remarks>
public sealed class LdpcCode
{
    /// <summary>Largest lifting size of the standard.</summary>
    public const int MaxLiftingSize = 384;

    /// <summary>Largest lifting size of long codes.</summary>
    public const int MaxLongLiftingSize = 8 * MaxLiftingSize;

    private static readonly (int Set, int Size)[] SizeTable = ReadSizes();
    private static readonly int[] LargestOfSets = [.. SizeTable.GroupBy(s => s.Set).OrderBy(set => set.Key).Select(set => set.Max(s => s.Size))];
    private static readonly (int Set, int Size)[] LongSizeTable = [.. LargestOfSets.SelectMany((largest, set) => new[] { (set, 2 * largest), (set, 4 * largest), (set, 8 * largest) })];

    private static readonly ConcurrentDictionary<(int Graph, int Size), LdpcCode> Codes = new();

    private readonly LdpcEdge[] _edges;
    private readonly int[] _rowStarts;

    private LdpcCode(LdpcBaseGraph baseGraph, int set, int liftingSize)
    {
        (BaseGraph, SetIndex, LiftingSize) = (baseGraph, set, liftingSize);
        _edges = [.. baseGraph.Entries.Select(e => new LdpcEdge(e.Column, ShiftOf(e)))];
        _rowStarts = new int[baseGraph.RowCount + 1];
        foreach (var entry in baseGraph.Entries)
            _rowStarts[entry.Row + 1]++;
        for (var row = 0; row < baseGraph.RowCount; row++)
            _rowStarts[row + 1] += _rowStarts[row];
    }

    /// <summary>The 51 lifting sizes of table 5.3.2-1, ascending.</summary>
    public static IReadOnlyList<int> LiftingSizes { get; } = [.. SizeTable.Select(s => s.Size).Order()];

    /// <summary>The lifting sizes of long codes, ascending: twice, four times and eight times the largest one of a set, up to <see cref="MaxLongLiftingSize"/>.</summary>
    public static IReadOnlyList<int> LongLiftingSizes { get; } = [.. LongSizeTable.Select(s => s.Size).Order()];

    /// <summary>The base graph.</summary>
    public LdpcBaseGraph BaseGraph { get; }

    /// <summary>Zc.</summary>
    public int LiftingSize { get; }

    /// <summary>iLS: the set that the lifting size belongs to, 0..7.</summary>
    public int SetIndex { get; }

    /// <summary>K: information bits, fillers included.</summary>
    public int InformationLength => BaseGraph.InformationColumns * LiftingSize;

    /// <summary>N: bits of the codeword, without the 2·Zc bits that are never sent.</summary>
    public int CodewordLength => (BaseGraph.ColumnCount - LdpcBaseGraph.PuncturedColumns) * LiftingSize;

    /// <summary>Circulants in the whole parity check matrix.</summary>
    public int EdgeCount => _edges.Length;

    /// <summary>The code of a base graph and lifting size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The lifting size is none of <see cref="LiftingSizes"/> and <see cref="LongLiftingSizes"/>.</exception>
    public static LdpcCode Get(LdpcBaseGraph baseGraph, int liftingSize)
    {
        ArgumentNullException.ThrowIfNull(baseGraph);
        var found = SizeTable.Concat(LongSizeTable).FirstOrDefault(s => s.Size == liftingSize);
        if (found.Size == 0)
            throw new ArgumentOutOfRangeException(nameof(liftingSize), liftingSize, "no lifting size of TS 38.212 table 5.3.2-1, and none of a long code");
        return Codes.GetOrAdd((baseGraph.Number, liftingSize), _ => new LdpcCode(baseGraph, found.Set, liftingSize));
    }

    /// <summary>The code of §5.2.2 for a block of K' bits: the smallest lifting size with Kb·Zc ≥ K', Kb being 6 to 10 for graph 2.</summary>
    /// <param name="baseGraph">The base graph.</param>
    /// <param name="blockBits">K': bits of each code block, CRC included.</param>
    /// <param name="transportBits">B: bits before segmentation, which decide Kb.</param>
    /// <exception cref="ArgumentOutOfRangeException">The block is empty or longer than the graph's longest.</exception>
    public static LdpcCode ForBlock(LdpcBaseGraph baseGraph, int blockBits, int transportBits)
    {
        ArgumentNullException.ThrowIfNull(baseGraph);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockBits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blockBits, baseGraph.MaxBlockBits);
        var columns = baseGraph.Number == 1 ? baseGraph.InformationColumns : transportBits switch { > 640 => 10, > 560 => 9, > 192 => 8, _ => 6 };
        return Get(baseGraph, LiftingSizes.First(size => columns * size >= blockBits));
    }

    /// <summary>The circulants of one row of the base graph, columns ascending.</summary>
    public ReadOnlySpan<LdpcEdge> EdgesOf(int row) => _edges.AsSpan(_rowStarts[row].._rowStarts[row + 1]);

    /// <inheritdoc/>
    public override string ToString() => $"{BaseGraph}, Zc = {LiftingSize}";

    private int ShiftOf(LdpcBaseEntry entry)
    {
        var copies = LiftingSize / LargestOfSets[SetIndex];
        if (copies <= 1 || entry.Column >= BaseGraph.InformationColumns)
            return entry.Shifts[SetIndex] % LiftingSize;
        var (drawn, _, _, _) = Philox.Block(new((uint)entry.Row, (uint)entry.Column, 0, 0), (uint)BaseGraph.Number, 0);
        return entry.Shifts[SetIndex] + (int)(drawn % (uint)copies) * LargestOfSets[SetIndex];
    }

    private static (int Set, int Size)[] ReadSizes() =>
        [.. EmbeddedTable.Rows("ldpc_lifting_sizes.csv")
            .Select(row => (int.Parse(row[0], CultureInfo.InvariantCulture), int.Parse(row[1], CultureInfo.InvariantCulture)))];
}
