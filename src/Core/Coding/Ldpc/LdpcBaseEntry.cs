using System.Globalization;

namespace SemCom.Coding;

/// <summary>One nonzero entry of a base graph.</summary>
/// <param name="Row">Row i.</param>
/// <param name="Column">Column j.</param>
/// <param name="Shifts">V(i,j) for the sets of lifting sizes 0..7; the circulant's shift is V mod Zc.</param>
internal sealed record LdpcBaseEntry(int Row, int Column, IReadOnlyList<int> Shifts)
{
    /// <summary>Reads a row of tables 5.3.2-2 and 5.3.2-3.</summary>
    public static LdpcBaseEntry Parse(string[] fields)
    {
        var numbers = fields.Select(f => int.Parse(f, CultureInfo.InvariantCulture)).ToArray();
        return new LdpcBaseEntry(numbers[0], numbers[1], numbers[2..]);
    }
}
