using SemCom.Coding;
using SemCom.Framing;
using SemCom.Latents;
using SemCom.Video;

namespace SemCom.Transmitter.Video;

/// <summary>What a frame that updates a picture says, and how.</summary>
/// <param name="Message">Its message.</param>
/// <param name="Bits">The message's bits, one per byte.</param>
/// <param name="Protection">How the message is protected.</param>
/// <param name="HeaderProtection">How the header is protected.</param>
/// <param name="Allocation">Order and gains of the payload's values.</param>
internal sealed record UpdatePlan(UpdateMessage Message, byte[] Bits, MessageProtection Protection, ProtectionLevel HeaderProtection, LatentAllocation Allocation)
{
    /// <summary>Channel uses of the header.</summary>
    public int HeaderSymbols => CodedBlockFormat.HeaderSymbolCount(FrameHeader.BitCount, HeaderProtection);

    /// <summary>Channel uses of the message.</summary>
    public int MessageSymbols => Protection.SymbolCount(Bits.Length);

    /// <summary>Channel uses of the payload.</summary>
    public int PayloadSymbols => Allocation.RealUses / 2;
}
