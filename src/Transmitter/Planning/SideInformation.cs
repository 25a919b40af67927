using SemCom.Coding;
using SemCom.Framing;
using SemCom.Latents;

namespace SemCom.Transmitter.Planning;

/// <summary>What a frame says beside its analog payload, and what is left for the payload.</summary>
/// <param name="Message">Rate map, base layer, rotations.</param>
/// <param name="Bits">The message's bits, one per byte; empty when it says nothing.</param>
/// <param name="Protection">How the message is protected.</param>
/// <param name="HeaderProtection">How the header is protected.</param>
/// <param name="PayloadSymbols">Channel uses of the analog payload.</param>
/// <param name="Allocation">Order and gains of the payload's values.</param>
internal sealed record SideInformation(
    SideMessage Message, byte[] Bits, MessageProtection Protection, ProtectionLevel HeaderProtection, int PayloadSymbols, LatentAllocation Allocation)
{
    /// <summary>Bits that the message holds beside these.</summary>
    public int ExtraBits { get; init; }

    /// <summary>Expected quality, −10·log10 of the mean squared error of the linear codec; −∞ where the frame is the smallest possible.</summary>
    public double Quality { get; init; }

    /// <summary>Channel uses of the message.</summary>
    public int MessageSymbols => Bits.Length + ExtraBits == 0 ? 0 : Protection.SymbolCount(Bits.Length + ExtraBits);
}
