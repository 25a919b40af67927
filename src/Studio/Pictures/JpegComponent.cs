using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SemCom.Studio;

/// <summary>Quantiser and code of one kind of component of a JPEG file.</summary>
internal sealed class JpegComponent
{
    private const int EndOfBlock = 0x00, SixteenZeros = 0xF0;

    /// <summary>Where each place of the zigzag stands in a transposed block.</summary>
    private static readonly byte[] Places = [.. JpegTables.Zigzag.ToArray().Select(p => (byte)((p & 7) * 8 + (p >> 3)))];

    private static readonly ulong[] Order = MakeOrder();

    private readonly float[] _factors = new float[64];
    private readonly uint[] _means, _detail;

    /// <summary>Prepares the tables.</summary>
    /// <param name="steps">Steps of the quantiser in natural order.</param>
    /// <param name="means">Code of differences of means.</param>
    /// <param name="detail">Code of the other coefficients.</param>
    public JpegComponent(byte[] steps, ReadOnlySpan<byte> means, ReadOnlySpan<byte> detail)
    {
        for (var i = 0; i < 64; i++)
            _factors[(i & 7) * 8 + (i >> 3)] = (float)(1 / (steps[i] * CosineTransform.Scale[i >> 3] * CosineTransform.Scale[i & 7] * 8));
        (_means, _detail) = (JpegTables.Words(means), JpegTables.Words(detail));
    }

    /// <summary>Encodes the block at the start of <paramref name="samples"/>, whose rows are <paramref name="stride"/> apart.</summary>
    /// <param name="samples">Values around 0.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="mean">Level of the mean of the block before, then of this one.</param>
    /// <param name="output">Where it goes.</param>
    public void Encode(ReadOnlySpan<float> samples, int stride, ref int mean, ref JpegBits output)
    {
        var bits = output; // a copy stays in registers
        Span<float> block = stackalloc float[64];
        Span<int> levels = stackalloc int[64];
        CosineTransform.Forward(samples, stride, block);
        var present = Quantise(block, levels);
        Write(ref bits, _means, 0, levels[0] - mean);
        mean = levels[0];

        present &= ~1UL;
        var last = 0;
        for (; present != 0; present &= present - 1)
        {
            var place = BitOperations.TrailingZeroCount(present);
            var zeros = place - last - 1;
            for (; zeros >= 16; zeros -= 16)
                bits.Add(_detail[SixteenZeros] >> 8, (int)(_detail[SixteenZeros] & 0xFF));
            Write(ref bits, _detail, zeros << 4, levels[Places[place]]);
            last = place;
        }
        if (last < 63)
            bits.Add(_detail[EndOfBlock] >> 8, (int)(_detail[EndOfBlock] & 0xFF));
        output = bits;
    }

    /// <summary>Levels, transposed, and which places of the zigzag are not 0.</summary>
    private ulong Quantise(ReadOnlySpan<float> block, Span<int> levels)
    {
        ReadOnlySpan<float> factors = _factors;
        var present = 0UL;
        for (var i = 0; i < 8; i++)
        {
            var row = Vector256.ConvertToInt32Native(Vector256.Round(Vector256.Create(block[(8 * i)..]) * Vector256.Create(factors[(8 * i)..])));
            row.CopyTo(levels[(8 * i)..]);
            present |= Order[256 * i + (int)(~Vector256.Equals(row, Vector256<int>.Zero).ExtractMostSignificantBits() & 0xFF)];
        }
        return present;
    }

    /// <summary>For each row of a transposed block and each set of its columns the places in the zigzag [8 · 256].</summary>
    private static ulong[] MakeOrder()
    {
        var order = new ulong[8 * 256];
        for (var place = 0; place < 64; place++)
        {
            var (row, column) = (Places[place] >> 3, Places[place] & 7);
            for (var set = 0; set < 256; set++)
                order[256 * row + set] |= (ulong)(set >> column & 1) << place;
        }
        return order;
    }

    /// <summary>A code word for the run of zeros and the size of a level, then the level in so many bits (T.81, F.1.2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ref JpegBits bits, uint[] words, int run, int level)
    {
        var size = 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(level));
        var word = words[run | size];
        var value = (uint)(level + (level >> 31)) & ((1u << size) - 1);
        bits.Add((word >> 8 << size) | value, (int)(word & 0xFF) + size);
    }
}
