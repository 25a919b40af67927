using System.Globalization;
using SemCom.Coding;

namespace SemCom.Evaluation.Rivals;

/// <summary>The MCS that are chosen from, by rising spectral efficiency: all rows of tables 1 to 3 of TS 38.214 §5.1.3.1.</summary>
internal static class McsLadder
{
    /// <summary>Rows of the same efficiency within this ratio count as one.</summary>
    private const double SameEfficiency = 1.005;

    private static readonly (string Name, Constellation Constellation)[] Constellations =
        [("qpsk", Constellation.Qpsk), ("16qam", Constellation.Qam16), ("64qam", Constellation.Qam64), ("256qam", Constellation.Qam256)];

    private static IEnumerable<McsEntry> AllRows => McsTables.Table1.Concat(McsTables.Table2).Concat(McsTables.Table3);

    /// <summary>All of them; of two with the same efficiency only the one with the smaller constellation.</summary>
    public static IReadOnlyList<McsEntry> All { get; } = Distinct();

    /// <summary>The rows that tokens are sent with: table 0, long code blocks with shaped amplitudes, as far as it goes, and the standard's below and above.</summary>
    public static IReadOnlyList<McsEntry> OfTokens { get; } =
        [.. All.Where(m => m.BitsPerSymbol < McsTables.Shaped[0].BitsPerSymbol), .. McsTables.Shaped, .. All.Where(m => m.BitsPerSymbol > McsTables.Shaped[^1].BitsPerSymbol)];

    /// <summary>Reads a fixed constellation and code rate, for example <c>16qam-2/3</c>, as papers fix them: the row with the nearest rate, for headers name rows.</summary>
    /// <exception cref="SemComException">The text is no such thing.</exception>
    public static McsEntry Parse(string text)
    {
        var parts = text.Split('-', '/');
        var constellation = Array.Find(Constellations, c => c.Name.Equals(parts[0], StringComparison.OrdinalIgnoreCase)).Constellation;
        if (parts.Length != 3 || constellation is null
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var numerator)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var denominator) || numerator < 1 || denominator < 1)
        {
            throw new SemComException($"mcs must be a constellation ({string.Join(", ", Constellations.Select(c => c.Name))}) and a code rate (was '{text}'); "
                + "write for example mcs=16qam-2/3");
        }
        var rate = Guard.InRange((double)numerator / denominator, 0.02, TransportFormat.MaxCodeRate, "code rate of mcs", "choose for example 2/3");
        return AllRows.Where(m => m.Constellation == constellation).MinBy(m => Math.Abs(m.CodeRate - rate))!;
    }

    /// <summary>Short form for records, for example <c>16qam-0.643</c>, with <c>long-</c> before it for table 0.</summary>
    public static string NameOf(McsEntry mcs) => string.Create(CultureInfo.InvariantCulture,
        $"{(mcs.Table == 0 ? "long-" : "")}{Constellations.First(c => c.Constellation == mcs.Constellation).Name}-{mcs.CodeRate:0.###}");

    private static List<McsEntry> Distinct()
    {
        var distinct = new List<McsEntry>();
        foreach (var mcs in AllRows.OrderBy(m => m.BitsPerSymbol).ThenBy(m => m.Constellation.BitsPerSymbol).ThenBy(m => m.Table))
        {
            if (distinct.Count == 0 || mcs.BitsPerSymbol > SameEfficiency * distinct[^1].BitsPerSymbol)
                distinct.Add(mcs);
            else if (mcs.Constellation.BitsPerSymbol < distinct[^1].Constellation.BitsPerSymbol)
                distinct[^1] = mcs;
        }
        return distinct;
    }
}
