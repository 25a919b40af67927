using SemCom.Coding;

namespace SemCom.Framing;

/// <summary>A known symbol's place.</summary>
/// <param name="Use">Channel use.</param>
/// <param name="Antenna">The transmit antenna that sends it; the others are silent.</param>
/// <param name="Index">Number within the preamble, the block or the OFDM symbol.</param>
/// <param name="IsPreamble">True for the preamble, false for a pilot.</param>
public readonly record struct KnownUse(int Use, int Antenna, int Index, bool IsPreamble)
{
    /// <summary>The symbol, unit power.</summary>
    /// <param name="headerProtection">What the preamble announces.</param>
    public Complex32 Symbol(ProtectionLevel headerProtection) =>
        IsPreamble ? KnownSymbols.Preamble(headerProtection)[Index] : KnownSymbols.Pilots[Index % KnownSymbols.Pilots.Length];
}

/// <summary>Where everything stands in a frame of a given length.</summary>
public sealed class FrameMap
{
    private readonly KnownUse[] _known;
    private readonly int[] _data;

    internal FrameMap(FrameLayout layout, int total, KnownUse[] known, int[] data) => (Layout, Total, _known, _data) = (layout, total, known, data);

    /// <summary>The layout.</summary>
    public FrameLayout Layout { get; }

    /// <summary>Channel uses of the frame.</summary>
    public int Total { get; }

    /// <summary>Preamble and pilots, in the order of channel uses.</summary>
    public ReadOnlySpan<KnownUse> Known => _known;

    /// <summary>Channel uses that carry data, in order.</summary>
    public ReadOnlySpan<int> Data => _data;
}
