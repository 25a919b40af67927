using System.Globalization;

namespace SemCom.Coding;

/// <summary>
/// The MCS tables of TS 38.214 §5.1.3.1 for PDSCH, without their reserved rows. Table 1 goes to 64-QAM, table 2 to 256-QAM, table 3 to low rates. Table 0 is none of the standard's.
/// </summary>
public static class McsTables
{
    /// <summary>Table 5.1.3.1-1: 0..28, up to 64-QAM.</summary>
    public static IReadOnlyList<McsEntry> Table1 { get; } = Read(1);

    /// <summary>Table 5.1.3.1-2: 0..27, up to 256-QAM.</summary>
    public static IReadOnlyList<McsEntry> Table2 { get; } = Read(2);

    /// <summary>Table 5.1.3.1-3: 0..28, low spectral efficiency.</summary>
    public static IReadOnlyList<McsEntry> Table3 { get; } = Read(3);

    /// <summary>Table 0: long code blocks with QPSK, which has one amplitude, and with probabilistic amplitude shaping, 16-QAM to 256-QAM; ascending in bits per symbol.</summary>
    public static IReadOnlyList<McsEntry> Shaped { get; } = ReadShaped();

    /// <summary>The rows of one table, by index.</summary>
    /// <exception cref="SemComException">There is no such table.</exception>
    public static IReadOnlyList<McsEntry> Of(int table) => Guard.InRange(table, 0, 3, "MCS table", "choose one of TS 38.214 §5.1.3.1, or 0 for long code blocks with shaped amplitudes") switch
    {
        0 => Shaped,
        1 => Table1,
        2 => Table2,
        _ => Table3,
    };

    /// <summary>One row.</summary>
    /// <exception cref="SemComException">There is no such table or row.</exception>
    public static McsEntry Find(int table, int index)
    {
        var entries = Of(table);
        return entries[Guard.InRange(index, 0, entries.Count - 1, $"MCS index of table {table}", "higher ones are reserved")];
    }

    private static McsEntry[] Read(int table) =>
        [.. EmbeddedTable.Rows($"mcs_table_{table}.csv").Where(row => row[2] != "reserved").Select(row =>
            new McsEntry(table, int.Parse(row[0], CultureInfo.InvariantCulture),
                Constellation.OfBitsPerSymbol(int.Parse(row[1], CultureInfo.InvariantCulture)),
                double.Parse(row[2], CultureInfo.InvariantCulture) / 1024))];

    private static McsEntry[] ReadShaped() =>
        [.. EmbeddedTable.Rows("mcs_table_shaped.csv").Select(row => row.Where(field => field.Length > 0).Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray())
            .Select(row => new McsEntry(0, (int)row[0], Constellation.OfBitsPerSymbol((int)row[1]), row[2] / 1024)
            {
                Amplitudes = new AmplitudeDistribution([.. row.Skip(4).Select(part => (int)part)]),
            })];
}
