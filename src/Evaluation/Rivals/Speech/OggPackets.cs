namespace SemCom.Evaluation.Rivals;

/// <summary>Packets of an Ogg stream with one logical stream (RFC 3533).</summary>
internal static class OggPackets
{
    private const int HeadLength = 27, SegmentsAt = 26, MostSegment = 255;

    /// <summary>All packets in order; what follows a damaged page is left out.</summary>
    public static List<byte[]> Split(ReadOnlySpan<byte> file)
    {
        var (packets, open) = (new List<byte[]>(), new List<byte>());
        for (var at = 0; at + HeadLength <= file.Length && file.Slice(at, 4).SequenceEqual("OggS"u8);)
        {
            var segments = file.Slice(Math.Min(at + HeadLength, file.Length));
            int count = file[at + SegmentsAt];
            if (segments.Length < count)
                break;
            var body = at + HeadLength + count;
            for (var i = 0; i < count && body + segments[i] <= file.Length; i++)
            {
                open.AddRange(file.Slice(body, segments[i]));
                body += segments[i];
                if (segments[i] == MostSegment)
                    continue;
                packets.Add([.. open]);
                open.Clear();
            }
            at = body;
        }
        return packets;
    }
}
