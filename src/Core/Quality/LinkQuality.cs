using System.Numerics;

namespace SemCom;

/// <summary>How well a link carries bits, blocks and symbols, and how well its receiver knows the channel.</summary>
public static class LinkQuality
{
    /// <summary>Bits that differ between two sequences of bytes, eight to a byte.</summary>
    /// <exception cref="SemComException">The lengths differ.</exception>
    public static ErrorCount BitErrors(ReadOnlySpan<byte> sent, ReadOnlySpan<byte> received)
    {
        CheckLengths(sent.Length, received.Length, "bytes");
        long errors = 0;
        for (var i = 0; i < sent.Length; i++)
            errors += BitOperations.PopCount((uint)(sent[i] ^ received[i]));
        return new ErrorCount(errors, 8L * sent.Length);
    }

    /// <summary>Bits that differ between two sequences with one bit in a byte, as coders hold them: 0 or anything else.</summary>
    /// <exception cref="SemComException">The lengths differ.</exception>
    public static ErrorCount UnpackedBitErrors(ReadOnlySpan<byte> sent, ReadOnlySpan<byte> received)
    {
        CheckLengths(sent.Length, received.Length, "bits");
        long errors = 0;
        for (var i = 0; i < sent.Length; i++)
            errors += sent[i] == 0 == (received[i] == 0) ? 0 : 1;
        return new ErrorCount(errors, sent.Length);
    }

    /// <summary>Blocks with at least one wrong byte.</summary>
    /// <param name="sent">Block after block.</param>
    /// <param name="received">As long.</param>
    /// <param name="blockBytes">Bytes in a block, from 1; the last may be shorter.</param>
    /// <exception cref="SemComException">The lengths differ, or the block is empty.</exception>
    public static ErrorCount BlockErrors(ReadOnlySpan<byte> sent, ReadOnlySpan<byte> received, int blockBytes)
    {
        CheckLengths(sent.Length, received.Length, "bytes");
        Guard.InRange(blockBytes, 1, int.MaxValue, "bytes in a block", "give the length of the code blocks");
        var count = new ErrorCount();
        for (var first = 0; first < sent.Length; first += Math.Min(blockBytes, sent.Length - first))
        {
            var length = Math.Min(blockBytes, sent.Length - first);
            count += new ErrorCount(sent.Slice(first, length).SequenceEqual(received.Slice(first, length)) ? 0 : 1, 1);
        }
        return count;
    }

    /// <summary>
    /// Normalised mean squared error of channel estimates, 10·log10(Σ|ĥ − h|² / Σ|h|²) over all gains [dB]; −∞ for a perfect estimate.
    /// <see cref="SquaredErrorMeter"/> sums over many frames: the mean of their decibels is another number.
    /// </summary>
    /// <param name="gains">h, any number of antennas and resource elements, one after another.</param>
    /// <param name="estimates">ĥ in the same order.</param>
    /// <exception cref="SemComException">The lengths differ, or all gains are 0.</exception>
    public static double NmseDb(ReadOnlySpan<Complex32> gains, ReadOnlySpan<Complex32> estimates) => Measure(gains, estimates).Db;

    /// <summary>
    /// Error vector magnitude, 100·√(Σ|y − s|² / Σ|s|²) [%]: root of mean error power over mean reference power, 3GPP TS 38.104 §6.5.2. The
    /// symbols are taken as they stand, equalised and with the right power.
    /// </summary>
    /// <param name="reference">s, the ideal symbols.</param>
    /// <param name="received">y in the same order.</param>
    /// <exception cref="SemComException">The lengths differ, or all ideal symbols are 0.</exception>
    public static double EvmPercent(ReadOnlySpan<Complex32> reference, ReadOnlySpan<Complex32> received) =>
        100 * Math.Sqrt(Measure(reference, received).Ratio);

    internal static void CheckLengths(int sent, int received, string unit)
    {
        if (sent != received)
            throw new SemComException($"link quality: both sequences must be equally long (was {sent} and {received} {unit}); compare what was sent with what became of it");
    }

    private static SquaredErrorMeter Measure(ReadOnlySpan<Complex32> truth, ReadOnlySpan<Complex32> estimate)
    {
        var meter = new SquaredErrorMeter();
        meter.Add(truth, estimate);
        return meter;
    }
}
