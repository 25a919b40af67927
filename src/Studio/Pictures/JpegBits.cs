using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace SemCom.Studio;

/// <summary>Bits of a coded picture, most significant first; a byte of ones is followed by a zero (T.81, F.1.2.3). Room is the caller's to reserve, so that single bits are cheap.</summary>
/// <param name="buffer">Where they go.</param>
internal ref struct JpegBits(Span<byte> buffer)
{
    /// <summary>Most bytes that a block of 64 coefficients takes: 27 bits each, every byte followed by a zero.</summary>
    public const int MaxBlockBytes = 64 * 27 / 8 * 2 + 16;

    private readonly Span<byte> _buffer = buffer;
    private ulong _waiting;
    private int _count;

    /// <summary>Bytes so far.</summary>
    public int Length { get; private set; }

    /// <summary>Adds bytes as they are; no bits may be waiting.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer[Length..]);
        Length += bytes.Length;
    }

    /// <summary>Adds the lowest <paramref name="count"/> of <paramref name="bits"/>, at most 32; the others must be 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(uint bits, int count)
    {
        _waiting = (_waiting << count) | bits;
        _count += count;
        if (_count >= 32)
            Flush();
    }

    /// <summary>Fills the last byte with ones.</summary>
    public void Fill()
    {
        var missing = -_count & 7;
        Add((1u << missing) - 1, missing);
        while (_count > 0)
        {
            _count -= 8;
            AddByte((byte)(_waiting >> _count));
        }
    }

    private void Flush()
    {
        _count -= 32;
        var word = (uint)(_waiting >> _count);
        if (!HasFullByte(word))
        {
            BinaryPrimitives.WriteUInt32BigEndian(_buffer[Length..], word);
            Length += sizeof(uint);
            return;
        }
        for (var shift = 24; shift >= 0; shift -= 8)
            AddByte((byte)(word >> shift));
    }

    /// <summary>Whether one of four bytes is 255: its complement is 0.</summary>
    private static bool HasFullByte(uint word) => ((~word - 0x01010101u) & word & 0x80808080u) != 0;

    private void AddByte(byte value)
    {
        _buffer[Length++] = value;
        if (value == 0xFF)
            _buffer[Length++] = 0;
    }
}
