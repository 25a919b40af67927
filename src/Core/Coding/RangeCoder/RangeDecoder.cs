using System.Numerics;

namespace SemCom.Coding;

/// <summary>
/// Decoder for <see cref="RangeEncoder"/>. Damaged input either decodes to wrong symbols or is refused with
/// <see cref="InvalidDataException"/>; every step is bounded. <see cref="Finish"/> refuses whatever the encoder does not write
/// for the decoded symbols; damage that makes another message needs a CRC around the data.
/// </summary>
public sealed class RangeDecoder
{
    /// <summary>Zeros that the encoder leaves out at the end.</summary>
    private const int ImpliedZeros = 3;

    private readonly ReadOnlyMemory<byte> _input;
    private int _position;
    private uint _range = uint.MaxValue;
    private uint _code;

    /// <summary>Starts to decode.</summary>
    /// <exception cref="InvalidDataException">The input is empty.</exception>
    public RangeDecoder(ReadOnlyMemory<byte> input)
    {
        _input = input;
        for (var i = 0; i < sizeof(uint); i++)
            ReadByte();
        if (_code == uint.MaxValue)
            throw Damaged();
    }

    /// <summary>Decodes one symbol with the frequencies it was encoded with.</summary>
    /// <param name="table">Frequencies.</param>
    /// <returns>The symbol's index.</returns>
    /// <exception cref="InvalidDataException">The input ended, or is no output of the encoder.</exception>
    public int Decode(FrequencyTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var symbol = table.Find(Target(table.Total));
        Consume(table.Start(symbol), table.Frequency(symbol));
        return symbol;
    }

    /// <summary>Decodes <paramref name="count"/> equally likely bits, 0..16.</summary>
    /// <exception cref="InvalidDataException">The input ended, or is no output of the encoder.</exception>
    public int DecodeBits(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, BitOperations.Log2(RangeEncoder.MaxTotal));
        var value = Target(1 << count);
        Consume(value, 1);
        return value;
    }

    /// <summary>Confirms that the input ended where and how the encoder ends it.</summary>
    /// <exception cref="InvalidDataException">Bytes are left over, missing, or not those that the encoder ends with.</exception>
    public void Finish()
    {
        if (_position != _input.Length + ImpliedZeros)
            throw new InvalidDataException($"range-coded data has {_input.Length} bytes where the message ends after {_position - ImpliedZeros}");
        if (_range - _code > RangeEncoder.MinRange)
            throw Damaged();
    }

    /// <summary>Where in [0, total) the next symbol lies; shrinks the range to one unit, so that <see cref="Consume"/> must follow.</summary>
    internal int Target(int total)
    {
        _range /= (uint)total;
        var target = _code / _range;
        if (target >= (uint)total)
            throw Damaged();
        return (int)target;
    }

    /// <summary>Takes the interval that <see cref="Target"/> fell into.</summary>
    internal void Consume(int start, int frequency)
    {
        _code -= _range * (uint)start;
        _range *= (uint)frequency;
        while (_range < RangeEncoder.MinRange)
        {
            _range <<= 8;
            ReadByte();
        }
    }

    private void ReadByte()
    {
        if (_position >= _input.Length + ImpliedZeros || _input.IsEmpty)
            throw new InvalidDataException($"range-coded data of {_input.Length} bytes ends before its message does");
        _code = (_code << 8) | (_position < _input.Length ? _input.Span[_position] : 0u);
        _position++;
    }

    private static InvalidDataException Damaged() => new("range-coded data is damaged: no encoder writes these bytes");
}
