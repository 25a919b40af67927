namespace SemCom.Coding;

/// <summary>
/// How a message is cut into code blocks of equal length (TS 38.212 §5.2.2): message, CRC of the transport block, zeros, and a CRC for each block where there are several. Immutable.
/// </summary>
public sealed class CodeBlockSegmentation
{
    internal const int MaxBitsWithCrc16 = 3824;

    internal CodeBlockSegmentation(int messageBits, int blockCount, int leastPayloadBits = 0)
    {
        (MessageBits, BlockCount, TransportCheck) = (messageBits, blockCount, CheckOf(messageBits));
        BlockCheck = blockCount > 1 ? Crc.Crc24B : null;
        PayloadBits = Math.Max((messageBits + TransportCheck.Length + blockCount - 1) / blockCount, leastPayloadBits);
    }

    /// <summary>A: bits of the message.</summary>
    public int MessageBits { get; }

    /// <summary>C: code blocks.</summary>
    public int BlockCount { get; }

    /// <summary>CRC of the transport block: CRC16 up to 3824 bits, CRC24A above.</summary>
    public Crc TransportCheck { get; }

    /// <summary>CRC24B of each code block; null where there is one block, which the transport block's CRC checks.</summary>
    public Crc? BlockCheck { get; }

    /// <summary>Bits of the transport block in each code block.</summary>
    public int PayloadBits { get; }

    /// <summary>Bits of each code block, CRC24B included.</summary>
    public int BlockBits => PayloadBits + (BlockCheck?.Length ?? 0);

    /// <summary>Zeros that follow the transport block's CRC, so that the blocks are equally long.</summary>
    public int PaddingBits => BlockCount * PayloadBits - MessageBits - TransportCheck.Length;

    /// <summary>§6.2.1 and §7.2.1: the CRC of a transport block.</summary>
    public static Crc CheckOf(int messageBits) => messageBits > MaxBitsWithCrc16 ? Crc.Crc24A : Crc.Crc16;

    /// <summary>Which bits of the message a code block carries; none where the block holds only CRC and padding.</summary>
    public (int First, int Count) MessageBitsOf(int block)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(block);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(block, BlockCount);
        var first = Math.Min(block * PayloadBits, MessageBits);
        return (first, Math.Min(PayloadBits, MessageBits - first));
    }

    /// <summary>Cuts a message.</summary>
    /// <param name="messageBits">MessageBits bits, one per byte.</param>
    /// <param name="blocks">Receives all blocks, one after the other [BlockCount·BlockBits].</param>
    public void Cut(ReadOnlySpan<byte> messageBits, Span<byte> blocks)
    {
        CheckLengths(messageBits, blocks);
        var parity = TransportCheck.Compute(messageBits);
        for (var b = 0; b < BlockCount; b++)
        {
            var block = blocks.Slice(b * BlockBits, BlockBits);
            var (first, count) = MessageBitsOf(b);
            messageBits.Slice(first, count).CopyTo(block);
            for (var i = count; i < PayloadBits; i++)
                block[i] = b * PayloadBits + i - MessageBits is var bit && bit < TransportCheck.Length ? (byte)((parity >> (TransportCheck.Length - 1 - bit)) & 1) : (byte)0;
            BlockCheck?.Append(block);
        }
    }

    /// <summary>Joins blocks and checks them.</summary>
    /// <param name="blocks">All blocks, right or wrong.</param>
    /// <param name="messageBits">Receives the message.</param>
    /// <param name="blockCorrect">What is known of each block [BlockCount]: false stays false, true becomes what its CRC says.</param>
    /// <returns>Whether all blocks and the transport block's CRC are right.</returns>
    public bool Join(ReadOnlySpan<byte> blocks, Span<byte> messageBits, Span<bool> blockCorrect)
    {
        CheckLengths(messageBits, blocks);
        var transport = new byte[BlockCount * PayloadBits];
        for (var b = 0; b < BlockCount; b++)
        {
            var block = blocks.Slice(b * BlockBits, BlockBits);
            block[..PayloadBits].CopyTo(transport.AsSpan(b * PayloadBits));
            blockCorrect[b] &= BlockCheck?.IsValid(block) != false;
        }
        var transportCorrect = TransportCheck.IsValid(transport.AsSpan(0, transport.Length - PaddingBits));
        if (BlockCheck is null)
            blockCorrect[0] &= transportCorrect;
        transport.AsSpan(0, messageBits.Length).CopyTo(messageBits);
        return transportCorrect && !blockCorrect.Contains(false);
    }

    private void CheckLengths(ReadOnlySpan<byte> messageBits, ReadOnlySpan<byte> blocks)
    {
        if (messageBits.Length != MessageBits)
            throw new ArgumentException($"the format carries {MessageBits} bits (got {messageBits.Length})", nameof(messageBits));
        if (blocks.Length != BlockCount * BlockBits)
            throw new ArgumentException($"{BlockCount} blocks have {BlockCount * BlockBits} bits (got {blocks.Length})", nameof(blocks));
    }
}
