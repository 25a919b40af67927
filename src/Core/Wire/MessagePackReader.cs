using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace SemCom.Wire;

/// <summary>
/// Reads MessagePack (msgpack/spec.md) strictly: only shortest forms, valid UTF-8, no extension types, at most 32
/// levels. Counts and lengths are checked against the bytes that are left before anything is allocated. Every
/// violation is a <see cref="SemComException"/> of one line with the position; the reader is not to be used after one.
/// </summary>
public ref struct MessagePackReader
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly string _name;
    private Nesting _nesting;

    /// <summary>Starts at the first byte.</summary>
    /// <param name="data">One complete value.</param>
    /// <param name="name">What messages call the data, for example "transmit frame".</param>
    public MessagePackReader(ReadOnlySpan<byte> data, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _data = data;
        _name = name;
    }

    /// <summary>Offset of the next byte.</summary>
    public int Position { get; private set; }

    /// <summary>Bytes that are left.</summary>
    public readonly int Remaining => _data.Length - Position;

    /// <summary>Kind of the next value.</summary>
    public readonly MessagePackType PeekType() => MessagePackCode.TypeOf(PeekByte());

    /// <summary>Consumes nil, if that is next.</summary>
    public bool TryReadNil()
    {
        if (PeekByte() != MessagePackCode.Nil)
            return false;
        Take(1);
        _nesting.Add(0);
        return true;
    }

    /// <summary>Reads true or false.</summary>
    public bool ReadBoolean() => Begin(MessagePackType.Boolean) == MessagePackCode.True;

    /// <summary>Reads an integer up to 2⁶³−1.</summary>
    public long ReadInt64()
    {
        var (value, negative) = ReadInteger();
        return negative || value <= long.MaxValue ? (long)value : throw Fail($"an integer above 2^63-1 ({value})");
    }

    /// <summary>Reads an integer that is not negative.</summary>
    public ulong ReadUInt64()
    {
        var (value, negative) = ReadInteger();
        return negative ? throw Fail($"a negative integer ({(long)value})") : value;
    }

    /// <summary>Reads an integer within [min, max].</summary>
    public int ReadInt32(int min, int max)
    {
        var (value, negative) = ReadInteger();
        if ((negative || value <= long.MaxValue) && (long)value >= min && (long)value <= max)
            return (int)value;
        var shown = negative ? $"{(long)value}" : $"{value}";
        throw Fail($"the integer {shown} where {min}..{max} is allowed");
    }

    /// <summary>Reads a single-precision number.</summary>
    public float ReadSingle()
    {
        Begin(MessagePackType.Float32);
        return BinaryPrimitives.ReadSingleBigEndian(Take(4));
    }

    /// <summary>Reads a double-precision number.</summary>
    public double ReadDouble()
    {
        Begin(MessagePackType.Float64);
        return BinaryPrimitives.ReadDoubleBigEndian(Take(8));
    }

    /// <summary>Reads text of at most <paramref name="maxBytes"/> bytes of UTF-8.</summary>
    public string ReadText(int maxBytes)
    {
        var code = Begin(MessagePackType.Text);
        long length = code switch
        {
            MessagePackCode.String8 => Canonical(Take(1)[0], MessagePackCode.FixStringLimit),
            MessagePackCode.String16 => Canonical(BinaryPrimitives.ReadUInt16BigEndian(Take(2)), byte.MaxValue),
            MessagePackCode.String32 => Canonical(BinaryPrimitives.ReadUInt32BigEndian(Take(4)), ushort.MaxValue),
            _ => code & MessagePackCode.FixStringLimit,
        };
        var bytes = TakeRun(length, maxBytes);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw Fail("text that is not UTF-8");
    }

    /// <summary>Reads a run of at most <paramref name="maxBytes"/> bytes, in place.</summary>
    public ReadOnlySpan<byte> ReadBinary(int maxBytes)
    {
        var length = Begin(MessagePackType.Binary) switch
        {
            MessagePackCode.Binary8 => Take(1)[0],
            MessagePackCode.Binary16 => Canonical(BinaryPrimitives.ReadUInt16BigEndian(Take(2)), byte.MaxValue),
            _ => Canonical(BinaryPrimitives.ReadUInt32BigEndian(Take(4)), ushort.MaxValue),
        };
        return TakeRun(length, maxBytes);
    }

    /// <summary>Reads the head of an array and returns the number of values that follow, at most <paramref name="maxCount"/>.</summary>
    public int ReadArrayHead(int maxCount) =>
        ReadContainerHead(MessagePackType.Array, MessagePackCode.Array16, 1, maxCount);

    /// <summary>Reads the head of a map and returns the number of pairs that follow, at most <paramref name="maxCount"/>.</summary>
    public int ReadMapHead(int maxCount) =>
        ReadContainerHead(MessagePackType.Map, MessagePackCode.Map16, 2, maxCount);

    /// <summary>Checks that every array and map is complete and no byte is left.</summary>
    public readonly void End()
    {
        if (_nesting.Depth != 0)
            throw Fail("unread values in an array or map");
        if (Remaining != 0)
            throw Fail($"{Remaining} bytes after the end");
    }

    /// <summary>The error for data that is well-formed but means nothing: "… must be (rule)".</summary>
    public readonly SemComException Fail(string found) =>
        new($"{_name} must be undamaged MessagePack as SemCom writes it (byte {Position}: {found}); get the data again");

    private int ReadContainerHead(MessagePackType type, byte code16, int valuesEach, int maxCount)
    {
        var code = PeekByte();
        CheckType(code, type);
        Take(1);
        long count = code switch
        {
            < MessagePackCode.FixString => code & MessagePackCode.FixContainerLimit,
            _ when code == code16 => Canonical(BinaryPrimitives.ReadUInt16BigEndian(Take(2)), MessagePackCode.FixContainerLimit),
            _ => Canonical(BinaryPrimitives.ReadUInt32BigEndian(Take(4)), ushort.MaxValue),
        };
        if (count > maxCount)
            throw Fail($"{count} entries where at most {maxCount} are allowed");
        if (count * valuesEach > Remaining)
            throw Fail($"{count} entries in {Remaining} bytes");
        if (count > 0 && _nesting.IsFull)
            throw Fail($"more than {Nesting.MaxDepth} levels");
        _nesting.Add(count * valuesEach);
        return (int)count;
    }

    /// <summary>The next integer: its two's complement bits, and whether it is below zero.</summary>
    private (ulong Value, bool Negative) ReadInteger()
    {
        var code = Begin(MessagePackType.Integer);
        return code switch
        {
            <= MessagePackCode.MaxPositiveFixInt => (code, false),
            >= MessagePackCode.MinNegativeFixInt => ((ulong)(sbyte)code, true),
            MessagePackCode.UInt8 => ((ulong)Canonical(Take(1)[0], MessagePackCode.MaxPositiveFixInt), false),
            MessagePackCode.UInt16 => ((ulong)Canonical(BinaryPrimitives.ReadUInt16BigEndian(Take(2)), byte.MaxValue), false),
            MessagePackCode.UInt32 => ((ulong)Canonical(BinaryPrimitives.ReadUInt32BigEndian(Take(4)), ushort.MaxValue), false),
            MessagePackCode.UInt64 => (BinaryPrimitives.ReadUInt64BigEndian(Take(8)) is > uint.MaxValue and var wide ? wide : throw NotShortest(), false),
            MessagePackCode.Int8 => (CanonicalNegative((sbyte)Take(1)[0], -32), true),
            MessagePackCode.Int16 => (CanonicalNegative(BinaryPrimitives.ReadInt16BigEndian(Take(2)), sbyte.MinValue), true),
            MessagePackCode.Int32 => (CanonicalNegative(BinaryPrimitives.ReadInt32BigEndian(Take(4)), short.MinValue), true),
            _ => (CanonicalNegative(BinaryPrimitives.ReadInt64BigEndian(Take(8)), int.MinValue), true),
        };
    }

    private readonly long Canonical(long value, long largestOfShorterForm) => value > largestOfShorterForm ? value : throw NotShortest();

    private readonly ulong CanonicalNegative(long value, long smallestOfShorterForm) =>
        value < smallestOfShorterForm ? (ulong)value : throw NotShortest();

    private readonly SemComException NotShortest() => Fail("a number or length that is not in its shortest form");

    /// <summary>Consumes the first byte of a value that is neither array nor map.</summary>
    private byte Begin(MessagePackType expected)
    {
        var code = PeekByte();
        CheckType(code, expected);
        Take(1);
        _nesting.Add(0);
        return code;
    }

    private readonly void CheckType(byte code, MessagePackType expected)
    {
        var type = MessagePackCode.TypeOf(code);
        if (type != expected)
            throw Fail($"{type} where {expected} was expected");
    }

    private readonly byte PeekByte() => Remaining > 0 ? _data[Position] : throw Fail("the data ends here");

    private ReadOnlySpan<byte> TakeRun(long length, int maxBytes) => length <= maxBytes
        ? Take(length)
        : throw Fail($"{length} bytes where at most {maxBytes} are allowed");

    private ReadOnlySpan<byte> Take(long length)
    {
        if (length > Remaining)
            throw Fail($"{length} bytes announced, {Remaining} left");
        var bytes = _data.Slice(Position, (int)length);
        Position += (int)length;
        return bytes;
    }
}
