namespace SemCom.Coding;

/// <summary>The length-31 Gold sequence of TS 38.211 §5.2.1, which scrambles coded bits so that no message looks like a tone.</summary>
public static class GoldSequence
{
    private const int Skip = 1600;

    /// <summary>c(0), c(1), … for the given c_init, one bit per byte.</summary>
    /// <param name="initialValue">c_init, below 2^31.</param>
    /// <param name="bits">Receives the sequence.</param>
    public static void Fill(uint initialValue, Span<byte> bits)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(initialValue, 0x7FFFFFFFu);
        var (x1, x2) = (1u, initialValue);
        for (var n = -Skip; n < bits.Length; n++)
        {
            if (n >= 0)
                bits[n] = (byte)((x1 ^ x2) & 1);
            x1 = (x1 >> 1) | (((x1 >> 3) ^ x1) & 1) << 30;
            x2 = (x2 >> 1) | (((x2 >> 3) ^ (x2 >> 2) ^ (x2 >> 1) ^ x2) & 1) << 30;
        }
    }
}
