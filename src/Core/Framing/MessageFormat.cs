using SemCom.Coding;

namespace SemCom.Framing;

/// <summary>How the message behind a frame's header crosses the channel. Immutable; both ends are built from one header.</summary>
public sealed class MessageFormat
{
    private MessageFormat(CodedBlockFormat? blocks, DigitalFormat? transport) => (Blocks, Transport) = (blocks, transport);

    /// <summary>Polar-coded segments; null where the message is a transport block.</summary>
    public CodedBlockFormat? Blocks { get; }

    /// <summary>A transport block with NR LDPC; null where the message is polar-coded.</summary>
    public DigitalFormat? Transport { get; }

    /// <summary>Channel uses of the message.</summary>
    public int SymbolCount => Blocks?.SymbolCount ?? Transport!.SymbolCount;

    /// <summary>The format of a message.</summary>
    /// <param name="messageBits">Its bits.</param>
    /// <param name="protection">A protection that takes so many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The protection does not take messages of this length.</exception>
    public static MessageFormat For(int messageBits, MessageProtection protection)
    {
        ArgumentNullException.ThrowIfNull(protection);
        if (!protection.Takes(messageBits))
            throw new ArgumentOutOfRangeException(nameof(messageBits), messageBits, $"{protection} must suit the length of the message");
        return protection.Level is { } level
            ? new MessageFormat(CodedBlockFormat.For(messageBits, level), null)
            : new MessageFormat(null, DigitalFormat.For(messageBits / 8, protection.SymbolCount(messageBits), protection.Mcs!));
    }
}
