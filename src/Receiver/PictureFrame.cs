using SemCom.Framing;
using SemCom.Latents;
using SemCom.Runtime.Models;

namespace SemCom.Receiver;

/// <summary>What stands behind the header of a picture's frame, or why it cannot be read: the same for pictures on their own and for those of a video.</summary>
/// <param name="Message">Bits of the side message, one per byte; null where the frame is lost.</param>
/// <param name="Content">Message and payload; null where the frame is lost.</param>
/// <param name="Loss">Why it is lost; null where it is not.</param>
internal readonly record struct PictureFrame(byte[]? Message, FrameContent? Content, string? Loss)
{
    /// <summary>A side message that says nothing sensible.</summary>
    public const string Unreadable = "the side message (rate map, base layer, rotations) could not be read";

    /// <summary>Reads message and payload of a frame.</summary>
    public static PictureFrame Read(FrameReading reading, FrameHeader header, LatentTables tables)
    {
        if (!IsPossible(header, tables))
            return new PictureFrame(null, null, "the header asks for more than a picture of its size can hold");
        var (message, content, loss) = FrameContent.Read(reading, header.SideBits, header.SideProtection, header.PayloadSymbols, Unreadable);
        return new PictureFrame(message, content, loss);
    }

    /// <summary>The side message of a whole picture; null when it says nothing sensible.</summary>
    /// <param name="header">The frame's header.</param>
    /// <param name="bits">The message.</param>
    /// <param name="tables">The model's statistics.</param>
    /// <param name="rotations">Its rotations where the header says that there are some; null where it does not, or the model has none.</param>
    public static SideMessage? SideMessageOf(FrameHeader header, ReadOnlySpan<byte> bits, LatentTables tables, LatentRotations? rotations = null)
    {
        if (header.HasRotations && rotations is null)
            return null;
        var grid = PatchGrid.Covering(header.Width, header.Height, tables.Patch);
        return SideMessage.FromBits(bits, tables, grid, header.Cell, header.WholePictureClass, header.BaseStep, header.HasFocus, rotations);
    }

    /// <summary>True when a picture of the header's size can fill the payload.</summary>
    public static bool IsPossible(FrameHeader header, LatentTables tables)
    {
        var patches = PatchGrid.Covering(header.Width, header.Height, tables.Patch).Count;
        return header.PayloadSymbols <= (long)patches * tables.Latents / 2 && header.WholePictureClass < tables.ClassCount;
    }

    /// <summary>Why a frame of another model is lost.</summary>
    public static string WrongModel(FrameHeader header, ModelEntry model) =>
        $"the picture was encoded by model {header.ModelWireId}, this receiver holds {model.Id} ({model.WireId})";
}
