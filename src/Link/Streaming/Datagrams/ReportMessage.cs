using SemCom.Wire;

namespace SemCom.Streaming;

/// <summary>A report between the processes.</summary>
/// <remarks>A MessagePack array [1, stream, number, arrived, SNR as float 64 or nil, needs restart].</remarks>
/// <param name="Stream">Which run of the transmitter it is about.</param>
/// <param name="Report">What is reported.</param>
internal sealed record ReportMessage(ulong Stream, ReceiverReport Report)
{
    private const int Version = 1, Fields = 6;

    public byte[] ToBytes()
    {
        var writer = new MessagePackWriter(40);
        writer.WriteArrayHead(Fields);
        writer.Write(Version);
        writer.Write(Stream);
        writer.Write(Report.Number);
        writer.Write(Report.Arrived);
        if (Report.EffectiveSnrDb is { } snrDb)
            writer.Write(snrDb);
        else
            writer.WriteNil();
        writer.Write(Report.NeedsRestart);
        return writer.TakeBytes();
    }

    /// <summary>Reads a message; null where it is none.</summary>
    public static ReportMessage? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new MessagePackReader(bytes, "report");
            if (reader.ReadArrayHead(Fields) != Fields || reader.ReadInt32(Version, Version) != Version)
                return null;
            var (stream, number, arrived) = (reader.ReadUInt64(), reader.ReadInt32(0, int.MaxValue), reader.ReadBoolean());
            double? snrDb = reader.TryReadNil() ? null : reader.ReadDouble();
            var needsRestart = reader.ReadBoolean();
            reader.End();
            return snrDb is not { } known || (double.IsFinite(known) && Math.Abs(known) <= 200) ? new ReportMessage(stream, new ReceiverReport(number, arrived, snrDb, needsRestart)) : null;
        }
        catch (SemComException)
        {
            return null;
        }
    }
}
