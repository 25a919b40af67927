using SemCom.Coding;
using SemCom.Framing;

namespace SemCom.Receiver.Tests.Frames;

/// <summary>Frames made by hand, also such as no transmitter would send.</summary>
internal static class TestFrames
{
    /// <summary>A frame of 96x64 pixels without side message.</summary>
    public static FrameHeader Header() => new()
    {
        ModelWireId = 1,
        Mode = LinkMode.Analog,
        Grey = false,
        Width = 96,
        Height = 64,
        Sequence = 5,
        PayloadSymbols = 300,
        PlanSnrStep = 32,
        ScaleStep = 512,
        Cell = 0,
        WholePictureClass = 3,
        BaseStep = 0,
        SideBits = 0,
        SideProtection = MessageProtection.All[2],
    };

    /// <summary>Header as it is, then whatever <paramref name="rest"/> is.</summary>
    public static Complex32[] Compose(FrameHeader header, ProtectionLevel protection, ReadOnlySpan<Complex32> rest, FrameLayout? pattern = null)
    {
        var format = CodedBlockFormat.ForHeader(FrameHeader.BitCount, protection);
        var data = new Complex32[format.SymbolCount + rest.Length];
        format.Modulate(header.ToBits(), data.AsSpan(0, format.SymbolCount));
        rest.CopyTo(data.AsSpan(format.SymbolCount));
        return FrameSymbols.Compose(pattern ?? FrameLayout.WholeFrame, protection, data);
    }
}
