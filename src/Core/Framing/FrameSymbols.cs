using SemCom.Coding;

namespace SemCom.Framing;

/// <summary>Puts data symbols and known symbols in their places in a frame.</summary>
public static class FrameSymbols
{
    private static readonly float SqrtHalf = MathF.Sqrt(0.5f);

    /// <summary>A frame: known symbols where the layout wants them, data elsewhere, spread over the transmit antennas.</summary>
    /// <param name="layout">Where known symbols stand, and the antennas.</param>
    /// <param name="headerProtection">What the preamble announces.</param>
    /// <param name="data">Header, side information and payload, unit mean power.</param>
    /// <returns>Symbols [uses × transmit antennas], unit mean power in a channel use.</returns>
    public static Complex32[] Compose(FrameLayout layout, ProtectionLevel headerProtection, ReadOnlySpan<Complex32> data)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var map = layout.Map(layout.TotalFor(data.Length));
        var antennas = layout.Antennas.Transmit;
        var frame = new Complex32[map.Total * antennas];
        foreach (var known in map.Known)
            frame[known.Use * antennas + known.Antenna] = known.Symbol(headerProtection);
        if (layout.Antennas.Mode == SpatialMode.Alamouti)
            PlaceAlamouti(map.Data, data, frame);
        else
            PlaceLayers(map.Data, data, antennas, frame);
        return frame;
    }

    /// <summary>One symbol on each antenna, each with its share of the power.</summary>
    private static void PlaceLayers(ReadOnlySpan<int> uses, ReadOnlySpan<Complex32> data, int antennas, Span<Complex32> frame)
    {
        var scale = MathF.Sqrt(1f / antennas);
        for (var i = 0; i < data.Length; i++)
            frame[uses[i / antennas] * antennas + i % antennas] = antennas == 1 ? data[i] : data[i] * scale;
    }

    /// <summary>Pairs of channel uses: antenna 0 sends s1, −s2*; antenna 1 sends s2, s1*.</summary>
    private static void PlaceAlamouti(ReadOnlySpan<int> uses, ReadOnlySpan<Complex32> data, Span<Complex32> frame)
    {
        for (var i = 0; i < data.Length; i += 2)
        {
            var s1 = data[i] * SqrtHalf;
            var s2 = i + 1 < data.Length ? data[i + 1] * SqrtHalf : default;
            (frame[uses[i] * 2], frame[uses[i] * 2 + 1]) = (s1, s2);
            (frame[uses[i + 1] * 2], frame[uses[i + 1] * 2 + 1]) = (s2.Conjugate() * -1, s1.Conjugate());
        }
    }
}
