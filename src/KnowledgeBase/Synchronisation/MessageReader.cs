using System.Buffers.Binary;

namespace SemCom.Knowledge;

/// <summary>Reads numbers from messages. After the end it gives zeros and says so.</summary>
internal ref struct MessageReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    public bool Failed { get; private set; }

    public readonly int Remaining => _rest.Length;

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public int UInt16() => Take(2) is { Length: > 0 } bytes ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : 0;

    public uint UInt32() => Take(4) is { Length: > 0 } bytes ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;

    public ulong UInt64() => Take(8) is { Length: > 0 } bytes ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : 0;

    public KnowledgeId Id() => Take(KnowledgeId.Length) is { Length: > 0 } bytes ? new KnowledgeId(bytes) : default;

    public IdPrefix Prefix()
    {
        var (length, bits) = ((int)Byte(), 0UL);
        if (length > IdPrefix.MaxLength)
            return Fail<IdPrefix>();
        for (var i = 0; i < (length + 1) / 2; i++)
            bits |= (ulong)Byte() << (56 - 8 * i);
        var prefix = new IdPrefix(bits, length);
        return prefix.IsCanonical ? prefix : Fail<IdPrefix>();
    }

    /// <summary>As many 64-bit numbers as a count before them says.</summary>
    public ulong[] Heads()
    {
        var count = UInt16();
        if (sizeof(ulong) * count > _rest.Length)
            return Fail<ulong[]>() ?? [];
        var heads = new ulong[count];
        for (var i = 0; i < count; i++)
            heads[i] = UInt64();
        return heads;
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            Failed = true;
            _rest = default;
            return default;
        }
        var bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }

    private T? Fail<T>()
    {
        Failed = true;
        _rest = default;
        return default;
    }
}
