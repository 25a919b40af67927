using SemCom.Coding;
using SemCom.Framing;
using SemCom.Transmitter.Coding;

namespace SemCom.Transmitter;

/// <summary>A frame put together: preamble and pilots, header, then message and payload spread over the rest.</summary>
/// <param name="Symbols">The frame.</param>
/// <param name="HeaderSymbols">Symbols of the header.</param>
/// <param name="DataSymbols">Symbols that are not known beforehand, header included.</param>
internal readonly record struct FrameAssembly(Complex32[] Symbols, int HeaderSymbols, int DataSymbols)
{
    /// <summary>Puts a frame together.</summary>
    /// <param name="layout">Where known symbols stand.</param>
    /// <param name="headerProtection">Protection of the header.</param>
    /// <param name="header">Bits of the header.</param>
    /// <param name="protection">Protection of the message.</param>
    /// <param name="message">Bits of the message; none where there is none.</param>
    /// <param name="payload">Symbols of the payload.</param>
    public static FrameAssembly Of(
        FrameLayout layout, ProtectionLevel headerProtection, ReadOnlySpan<byte> header, MessageProtection protection, ReadOnlySpan<byte> message, ReadOnlySpan<Complex32> payload)
    {
        var headerFormat = CodedBlockFormat.ForHeader(FrameHeader.BitCount, headerProtection);
        var messageSymbols = message.IsEmpty ? 0 : protection.SymbolCount(message.Length);
        var behindHeader = new Complex32[messageSymbols + payload.Length];
        payload.CopyTo(behindHeader.AsSpan(messageSymbols));
        if (messageSymbols > 0)
            MessageEncoder.Encode(MessageFormat.For(message.Length, protection), message, behindHeader.AsSpan(0, messageSymbols));
        var data = new Complex32[headerFormat.SymbolCount + behindHeader.Length];
        new BlockEncoder(headerFormat).Encode(header).CopyTo(data, 0);
        FrameInterleaver.Spread<Complex32>(behindHeader, data.AsSpan(headerFormat.SymbolCount));
        return new FrameAssembly(FrameSymbols.Compose(layout, headerProtection, data), headerFormat.SymbolCount, data.Length);
    }
}
