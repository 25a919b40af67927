using System.Globalization;

namespace SemCom.Evaluation.Rivals;

/// <summary>Lines of ffmpeg's framecrc, which name the time of each picture that it writes: <c>0, dts, pts, duration, size, checksum</c>.</summary>
internal static class DecodedTimes
{
    /// <summary>The time that a line names; null for any other line.</summary>
    public static int? Of(string line)
    {
        var parts = line.Split(',', StringSplitOptions.TrimEntries);
        return parts.Length >= 6 && parts[0] == "0" && parts[5].StartsWith("0x", StringComparison.Ordinal)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? time : null;
    }

    /// <summary>True for lines that framecrc writes, its head included.</summary>
    public static bool IsOne(string line) => line.StartsWith('#') || Of(line) is not null;
}
