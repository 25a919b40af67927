using SemCom.Coding;

namespace SemCom.Framing;

/// <summary>
/// The QPSK symbols that both ends know: one preamble for each protection level of the header, so that the preamble
/// tells how the header is coded, and the pilots. Pseudo-random by the Gold sequence of TS 38.211 §5.2.1.
/// </summary>
public static class KnownSymbols
{
    private const uint PreambleSeed = 0x2B1A;
    private const uint PilotSeed = 0x51C7;
    private const int PilotCount = 1024;

    private static readonly Complex32[][] Preambles =
        [.. ProtectionLevel.All.Select(level => Sequence(PreambleSeed + (uint)level.Index * 0x101, FrameLayout.PreambleLength))];

    private static readonly Complex32[] PilotSymbols = Sequence(PilotSeed, PilotCount);

    /// <summary>Of the preambles, the one in front of frames without a header.</summary>
    public static ProtectionLevel Headerless => ProtectionLevel.All[0];

    /// <summary>Pilots of every block or OFDM symbol, which uses the first of them and, where it has more, begins again.</summary>
    public static ReadOnlySpan<Complex32> Pilots => PilotSymbols;

    /// <summary>Preamble that announces a header of this protection [<see cref="FrameLayout.PreambleLength"/>].</summary>
    public static ReadOnlySpan<Complex32> Preamble(ProtectionLevel headerProtection)
    {
        ArgumentNullException.ThrowIfNull(headerProtection);
        return Preambles[headerProtection.Index];
    }

    private static Complex32[] Sequence(uint seed, int length)
    {
        var bits = new byte[2 * length];
        GoldSequence.Fill(seed, bits);
        var symbols = new Complex32[length];
        Constellation.Qpsk.Map(bits, symbols);
        return symbols;
    }
}
