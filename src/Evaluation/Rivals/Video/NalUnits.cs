namespace SemCom.Evaluation.Rivals;

/// <summary>Byte streams of H.264 and H.265 (annex B of both): units behind start codes, and escapes within them.</summary>
internal static class NalUnits
{
    /// <summary>The units of a stream without start codes and trailing zeros.</summary>
    public static List<byte[]> Split(ReadOnlySpan<byte> stream)
    {
        var units = new List<byte[]>();
        for (var at = After(stream, 0); at < stream.Length;)
        {
            var next = After(stream, at);
            var end = next < stream.Length || EndsWithCode(stream, next) ? next - 3 : stream.Length;
            var unit = stream[at..end].TrimEnd((byte)0);
            if (unit.Length > 0)
                units.Add(unit.ToArray());
            at = next;
        }
        return units;
    }

    /// <summary>Units with start codes of three bytes between them, none before the first: units never contain one.</summary>
    public static byte[] Join(IReadOnlyList<byte[]> units)
    {
        using var stream = new MemoryStream();
        for (var i = 0; i < units.Count; i++)
        {
            if (i > 0)
                stream.Write([0, 0, 1]);
            stream.Write(units[i]);
        }
        return stream.ToArray();
    }

    /// <summary>The units of what <see cref="Join"/> made.</summary>
    public static List<byte[]> SplitJoined(ReadOnlySpan<byte> message) => Split([0, 0, 1, .. message]);

    /// <summary>The payload of a unit without its escapes (00 00 03).</summary>
    public static byte[] Unescape(ReadOnlySpan<byte> unit)
    {
        var bytes = new List<byte>(unit.Length);
        var zeros = 0;
        foreach (var b in unit)
        {
            if (zeros >= 2 && b == 3)
            {
                zeros = 0;
                continue;
            }
            zeros = b == 0 ? zeros + 1 : 0;
            bytes.Add(b);
        }
        return [.. bytes];
    }

    /// <summary>Puts the escapes in again.</summary>
    public static byte[] Escape(ReadOnlySpan<byte> payload)
    {
        var bytes = new List<byte>(payload.Length + 8);
        var zeros = 0;
        foreach (var b in payload)
        {
            if (zeros >= 2 && b <= 3)
            {
                bytes.Add(3);
                zeros = 0;
            }
            zeros = b == 0 ? zeros + 1 : 0;
            bytes.Add(b);
        }
        return [.. bytes];
    }

    /// <summary>The first byte behind the next start code; the length of the stream where there is none.</summary>
    private static int After(ReadOnlySpan<byte> stream, int from)
    {
        var at = stream[from..].IndexOf((ReadOnlySpan<byte>)[0, 0, 1]);
        return at < 0 ? stream.Length : from + at + 3;
    }

    private static bool EndsWithCode(ReadOnlySpan<byte> stream, int at) => at == stream.Length && stream.EndsWith((ReadOnlySpan<byte>)[0, 0, 1]);
}
