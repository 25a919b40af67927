using System.Runtime.Intrinsics.X86;

namespace SemCom.Runtime.Onnx;

/// <summary>What the processor does with products of bytes, which networks with 8-bit convolutions consist of.</summary>
internal static class ByteProducts
{
    /// <summary>
    /// Whether sums of products of unsigned and signed bytes saturate at 16 bits (x86-64 without AVX-512 VNNI and AVX-VNNI), so that the
    /// runtime must be told to take a slower and exact way.
    /// </summary>
    public static bool Saturate { get; } = X86Base.IsSupported && !HasVnni();

    private static bool HasVnni()
    {
        const int Features = 7, Avx512Vnni = 1 << 11, AvxVnni = 1 << 4;
        if (X86Base.CpuId(0, 0).Eax < Features)
            return false;
        var leaves = X86Base.CpuId(Features, 0);
        return (leaves.Ecx & Avx512Vnni) != 0 || (leaves.Eax >= 1 && (X86Base.CpuId(Features, 1).Eax & AvxVnni) != 0);
    }
}
