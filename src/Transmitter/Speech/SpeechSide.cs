using SemCom.Coding;
using SemCom.Framing;
using SemCom.Latents;
using SemCom.Speech;

namespace SemCom.Transmitter.Speech;

/// <summary>What a frame of speech says beside its payload, and how the payload is sent.</summary>
/// <param name="Description">Classes and harmonics.</param>
/// <param name="Bits">The description's bits, one per byte; empty when it says nothing.</param>
/// <param name="Protection">How it is protected.</param>
/// <param name="HeaderProtection">How the header is protected.</param>
/// <param name="Allocation">Order and gains of the payload's values.</param>
internal sealed record SpeechSide(SpeechDescription Description, byte[] Bits, MessageProtection Protection, ProtectionLevel HeaderProtection, LatentAllocation Allocation)
{
    /// <summary>Channel uses of the payload.</summary>
    public int PayloadSymbols => Allocation.RealUses / 2;
}
