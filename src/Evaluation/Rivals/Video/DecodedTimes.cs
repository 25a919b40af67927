using System.Globalization;

namespace SemCom.Evaluation.Rivals;

/// <summary>Lines of ffmpeg's framecrc, which tell time and size of each packet that it writes: <c>0, dts, pts, duration, size, checksum</c>.</summary>
internal static class DecodedTimes
{
    /// <summary>The time that a line names; null for any other line.</summary>
    public static int? Of(string line) => Parse(line)?.Time;

    /// <summary>Time and bytes that a line names; null for any other line.</summary>
    public static (int Time, int Bytes)? Parse(string line)
    {
        var parts = line.Split(',', StringSplitOptions.TrimEntries);
        return parts.Length >= 6 && parts[0] == "0" && parts[5].StartsWith("0x", StringComparison.Ordinal)
            && int.TryParse(parts[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time)
            && int.TryParse(parts[4], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? (time, bytes) : null;
    }

    /// <summary>True for the lines at its head.</summary>
    public static bool IsHead(string line) => line.StartsWith('#');
}
