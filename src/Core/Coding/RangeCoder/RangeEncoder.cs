using System.Numerics;

namespace SemCom.Coding;

/// <summary>
/// Range encoder (Martin 1979) with 32-bit range and carry propagation by delayed bytes. The output ends one byte after the last
/// byte that the message has fixed; <see cref="RangeDecoder"/> supplies the three zeros that may follow.
/// </summary>
public sealed class RangeEncoder
{
    /// <summary>Largest total of a frequency table.</summary>
    public const int MaxTotal = 1 << 16;

    internal const uint MinRange = 1 << 24;

    private readonly List<byte> _output = [];
    private ulong _low;
    private uint _range = uint.MaxValue;
    private byte _delayed;
    private int _delayedOnes;
    private bool _started;

    /// <summary>Encodes one symbol that owns [start, start + frequency) of [0, total).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The interval is empty or outside [0, total), or total exceeds <see cref="MaxTotal"/>.</exception>
    public void Encode(int start, int frequency, int total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frequency);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(total, MaxTotal);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frequency, total - start);
        var unit = _range / (uint)total;
        _low += (ulong)unit * (uint)start;
        _range = unit * (uint)frequency;
        while (_range < MinRange)
        {
            _range <<= 8;
            ShiftLow();
        }
    }

    /// <summary>Encodes one symbol of a table.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The symbol has frequency 0.</exception>
    public void Encode(FrequencyTable table, int symbol)
    {
        ArgumentNullException.ThrowIfNull(table);
        Encode(table.Start(symbol), table.Frequency(symbol), table.Total);
    }

    /// <summary>Encodes the lowest <paramref name="count"/> bits of <paramref name="value"/>, 0..16, as equally likely.</summary>
    public void EncodeBits(int value, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, BitOperations.Log2(MaxTotal));
        Encode(value & ((1 << count) - 1), 1, 1 << count);
    }

    /// <summary>Ends the message and returns its bytes. The encoder is then ready for the next one.</summary>
    public byte[] Finish()
    {
        _low = (_low + _range - 1) & ~(ulong)(MinRange - 1);
        ShiftLow();
        ShiftLow();
        byte[] bytes = [.. _output];
        _output.Clear();
        (_low, _range, _delayed, _delayedOnes, _started) = (0, uint.MaxValue, 0, 0, false);
        return bytes;
    }

    /// <summary>Moves the top byte of low out. Bytes of 0xFF wait behind the delayed one until it is known whether a carry comes.</summary>
    private void ShiftLow()
    {
        if (_low is >= 0xFF00_0000 and <= uint.MaxValue)
        {
            _delayedOnes++;
        }
        else
        {
            var carry = (byte)(_low >> 32);
            if (_started)
                _output.Add((byte)(_delayed + carry));
            for (; _delayedOnes > 0; _delayedOnes--)
                _output.Add((byte)(0xFF + carry));
            (_delayed, _started) = ((byte)(_low >> 24), true);
        }
        _low = (_low & 0x00FF_FFFF) << 8;
    }
}
