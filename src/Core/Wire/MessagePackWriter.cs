using System.Buffers.Binary;
using System.Text;

namespace SemCom.Wire;

/// <summary>
/// Writes MessagePack (msgpack/spec.md) into a buffer that grows: each value in its shortest form, so that equal values
/// always give equal bytes. Arrays and maps are a head with a count, followed by that many values.
/// </summary>
public sealed class MessagePackWriter
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private byte[] _buffer;
    private Nesting _nesting;

    /// <summary>Creates a writer.</summary>
    /// <param name="capacity">Expected length in bytes; the exact length spares a copy.</param>
    public MessagePackWriter(int capacity = 256)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _buffer = capacity == 0 ? [] : GC.AllocateUninitializedArray<byte>(capacity);
    }

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>What has been written, until the next write.</summary>
    public ReadOnlySpan<byte> WrittenSpan => _buffer.AsSpan(0, Length);

    /// <summary>Ends the writer and gives its bytes away, uncopied if the capacity was exact.</summary>
    /// <exception cref="InvalidOperationException">An array or map lacks values.</exception>
    public byte[] TakeBytes()
    {
        if (_nesting.Depth != 0)
            throw new InvalidOperationException("an array or map lacks values");
        var bytes = Length == _buffer.Length ? _buffer : WrittenSpan.ToArray();
        (_buffer, Length) = ([], 0);
        return bytes;
    }

    /// <summary>Writes nil.</summary>
    public void WriteNil() => Begin(1, 0)[0] = MessagePackCode.Nil;

    /// <summary>Writes true or false.</summary>
    public void Write(bool value) => Begin(1, 0)[0] = value ? MessagePackCode.True : MessagePackCode.False;

    /// <summary>Writes an integer.</summary>
    public void Write(long value)
    {
        if (value >= 0)
        {
            Write((ulong)value);
            return;
        }

        var target = Begin(MessagePackSize.Integer(value), 0);
        switch (target.Length)
        {
            case 1:
                target[0] = (byte)value;
                break;
            case 2:
                (target[0], target[1]) = (MessagePackCode.Int8, (byte)value);
                break;
            case 3:
                target[0] = MessagePackCode.Int16;
                BinaryPrimitives.WriteInt16BigEndian(target[1..], (short)value);
                break;
            case 5:
                target[0] = MessagePackCode.Int32;
                BinaryPrimitives.WriteInt32BigEndian(target[1..], (int)value);
                break;
            default:
                target[0] = MessagePackCode.Int64;
                BinaryPrimitives.WriteInt64BigEndian(target[1..], value);
                break;
        }
    }

    /// <summary>Writes an integer that is not negative.</summary>
    public void Write(ulong value)
    {
        var target = Begin(value > long.MaxValue ? 9 : MessagePackSize.Integer((long)value), 0);
        switch (target.Length)
        {
            case 1:
                target[0] = (byte)value;
                break;
            case 2:
                (target[0], target[1]) = (MessagePackCode.UInt8, (byte)value);
                break;
            case 3:
                target[0] = MessagePackCode.UInt16;
                BinaryPrimitives.WriteUInt16BigEndian(target[1..], (ushort)value);
                break;
            case 5:
                target[0] = MessagePackCode.UInt32;
                BinaryPrimitives.WriteUInt32BigEndian(target[1..], (uint)value);
                break;
            default:
                target[0] = MessagePackCode.UInt64;
                BinaryPrimitives.WriteUInt64BigEndian(target[1..], value);
                break;
        }
    }

    /// <summary>Writes a single-precision number.</summary>
    public void Write(float value)
    {
        var target = Begin(5, 0);
        target[0] = MessagePackCode.Float32;
        BinaryPrimitives.WriteSingleBigEndian(target[1..], value);
    }

    /// <summary>Writes a double-precision number.</summary>
    public void Write(double value)
    {
        var target = Begin(MessagePackSize.Float64, 0);
        target[0] = MessagePackCode.Float64;
        BinaryPrimitives.WriteDoubleBigEndian(target[1..], value);
    }

    /// <summary>Writes text as UTF-8.</summary>
    /// <exception cref="SemComException">The text holds half of a surrogate pair.</exception>
    public void Write(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        try
        {
            var count = StrictUtf8.GetByteCount(value);
            var target = count <= MessagePackCode.FixStringLimit
                ? BeginShort(MessagePackCode.FixString, count)
                : BeginLong(count, MessagePackCode.String8, MessagePackCode.String16, MessagePackCode.String32);
            StrictUtf8.GetBytes(value, target);
        }
        catch (EncoderFallbackException e)
        {
            throw new SemComException($"MessagePack text must be valid Unicode (half of a surrogate pair at {e.Index}); remove that character", e);
        }
    }

    /// <summary>Writes bytes.</summary>
    public void WriteBinary(ReadOnlySpan<byte> value) => value.CopyTo(BeginBinary(value.Length));

    /// <summary>Writes the head of a run of bytes and returns their place, for the caller to fill before the next write.</summary>
    public Span<byte> BeginBinary(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return BeginLong(length, MessagePackCode.Binary8, MessagePackCode.Binary16, MessagePackCode.Binary32);
    }

    /// <summary>Starts an array of <paramref name="count"/> values.</summary>
    public void WriteArrayHead(int count) =>
        WriteContainerHead(count, count, MessagePackCode.FixArray, MessagePackCode.Array16, MessagePackCode.Array32);

    /// <summary>Starts a map of <paramref name="count"/> pairs: key, value, key, value, …</summary>
    public void WriteMapHead(int count) =>
        WriteContainerHead(count, 2L * count, MessagePackCode.FixMap, MessagePackCode.Map16, MessagePackCode.Map32);

    private void WriteContainerHead(int count, long children, byte shortCode, byte code16, byte code32)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (children > 0 && _nesting.IsFull)
            throw new InvalidOperationException($"arrays and maps nest at most {Nesting.MaxDepth} deep");
        var target = Begin(MessagePackSize.ContainerHead(count), children);
        switch (target.Length)
        {
            case 1:
                target[0] = (byte)(shortCode | count);
                break;
            case 3:
                target[0] = code16;
                BinaryPrimitives.WriteUInt16BigEndian(target[1..], (ushort)count);
                break;
            default:
                target[0] = code32;
                BinaryPrimitives.WriteUInt32BigEndian(target[1..], (uint)count);
                break;
        }
    }

    private Span<byte> BeginShort(byte code, int count)
    {
        var target = Begin(1 + count, 0);
        target[0] = (byte)(code | count);
        return target[1..];
    }

    private Span<byte> BeginLong(int count, byte code8, byte code16, byte code32)
    {
        var target = Begin(MessagePackSize.Binary(count), 0);
        switch (count)
        {
            case <= byte.MaxValue:
                (target[0], target[1]) = (code8, (byte)count);
                return target[2..];
            case <= ushort.MaxValue:
                target[0] = code16;
                BinaryPrimitives.WriteUInt16BigEndian(target[1..], (ushort)count);
                return target[3..];
            default:
                target[0] = code32;
                BinaryPrimitives.WriteUInt32BigEndian(target[1..], (uint)count);
                return target[5..];
        }
    }

    private Span<byte> Begin(long size, long children)
    {
        var needed = Length + size;
        if (needed > Array.MaxLength)
            throw new SemComException($"MessagePack data may have at most {Array.MaxLength} bytes (needs {needed}); write it in parts");
        if (needed > _buffer.Length)
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _buffer.Length)));
        _nesting.Add(children);
        var target = _buffer.AsSpan(Length, (int)size);
        Length = (int)needed;
        return target;
    }
}
