using SemCom.Coding;

namespace SemCom.Framing;

/// <summary>Which protection levels a frame's header may have: all of them, but the strongest only where it leaves most of the frame to what the header speaks of.</summary>
public static class HeaderLevels
{
    /// <summary>Most of a frame that a header at the strongest level may take.</summary>
    public const double MostHeader = 0.35;

    /// <summary>Most of a frame that a header may take where what it speaks of could as well be shorter.</summary>
    public const double MostOfFrame = 0.5;

    /// <summary>The levels, weakest first.</summary>
    /// <param name="dataSymbols">Channel uses of the frame beside known symbols.</param>
    public static IReadOnlyList<ProtectionLevel> For(int dataSymbols) =>
        CodedBlockFormat.HeaderSymbolCount(FrameHeader.BitCount, ProtectionLevel.All[^1]) <= MostHeader * dataSymbols ? ProtectionLevel.All : WithoutStrongest;

    /// <summary>The levels that leave half of the frame to a message of its own length, at least the weakest.</summary>
    /// <param name="dataSymbols">Channel uses of the frame beside known symbols.</param>
    public static IReadOnlyList<ProtectionLevel> LeavingHalf(int dataSymbols) =>
        [.. For(dataSymbols).Where(level => level.Index == 0 || CodedBlockFormat.HeaderSymbolCount(FrameHeader.BitCount, level) <= MostOfFrame * dataSymbols)];

    private static readonly ProtectionLevel[] WithoutStrongest = [.. ProtectionLevel.All.SkipLast(1)];
}
