using SemCom.Framing;

namespace SemCom;

/// <summary>One code block's share of a message.</summary>
/// <param name="FirstByte">First byte of the message that the block carries.</param>
/// <param name="ByteCount">Number of bytes, those included that it shares with its neighbours.</param>
/// <param name="Correct">True when its CRC was right.</param>
public readonly record struct MessagePart(int FirstByte, int ByteCount, bool Correct);

/// <summary>A received message, block by block.</summary>
/// <param name="Header">The frame's header.</param>
/// <param name="Bytes">The message; only the bytes of correct blocks can be relied on.</param>
/// <param name="Blocks">The code blocks in order.</param>
public sealed record DigitalMessage(DigitalHeader Header, byte[] Bytes, IReadOnlyList<MessagePart> Blocks)
{
    /// <summary>True when every block is right.</summary>
    public bool IsIntact => Blocks.All(block => block.Correct);

    /// <summary>Bytes before the first wrong block: what a decoder of a stream can use.</summary>
    public ReadOnlySpan<byte> IntactPrefix
    {
        get
        {
            var wrong = Blocks.FirstOrDefault(block => !block.Correct && block.ByteCount > 0);
            return wrong.ByteCount == 0 ? Bytes : Bytes.AsSpan(0, wrong.FirstByte);
        }
    }
}
