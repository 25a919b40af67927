using System.Buffers.Binary;

namespace SemCom.Evaluation.Rivals;

/// <summary>IVF, the smallest container that gives each frame its time: what ffmpeg's decoder is fed with, so that it can tell which frames it shows.</summary>
internal static class IvfStream
{
    private const int HeaderBytes = 32, FrameHeaderBytes = 12;

    /// <summary>The head of a file.</summary>
    public static byte[] Header(int width, int height)
    {
        var header = new byte[HeaderBytes];
        "DKIF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(6), HeaderBytes);
        "H264"u8.CopyTo(header.AsSpan(8)); // the decoder is named by its option
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(12), (short)width);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(14), (short)height);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 25); // only the order of times counts
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(20), 1);
        return header;
    }

    /// <summary>A frame of some units at a time.</summary>
    public static byte[] Frame(IReadOnlyList<byte[]> units, int time)
    {
        var payload = NalUnits.Join(units);
        var frame = new byte[FrameHeaderBytes + 4 + payload.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, 4 + payload.Length);
        BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(4), time);
        frame[FrameHeaderBytes + 3] = 1; // the start code of the first unit
        payload.CopyTo(frame, FrameHeaderBytes + 4);
        return frame;
    }
}
