using SemCom.Coding;
using SemCom.Latents;

namespace SemCom.Transmitter.Planning;

/// <summary>What a frame says beside its payload, and what is left for the payload.</summary>
/// <param name="Map">The rate map.</param>
/// <param name="MapBits">The map's entropy-coded bits, one per byte; empty for one class.</param>
/// <param name="MapProtection">How the map is protected.</param>
/// <param name="HeaderProtection">How the header is protected.</param>
/// <param name="PayloadSymbols">Channel uses of the payload.</param>
/// <param name="Allocation">Order and gains of the payload's values.</param>
internal sealed record SideInformation(
    ClassMap Map, byte[] MapBits, ProtectionLevel MapProtection, ProtectionLevel HeaderProtection, int PayloadSymbols, LatentAllocation Allocation);
