using SemCom.Coding;

namespace SemCom.Receiver.Tests.Decoding;

/// <summary>Random bits and Gaussian noise for tests.</summary>
internal static class TestSignals
{
    public static byte[] Bits(Random random, int count)
    {
        var bits = new byte[count];
        FillBits(random, bits);
        return bits;
    }

    public static void FillBits(Random random, Span<byte> bits)
    {
        for (var i = 0; i < bits.Length; i++)
            bits[i] = (byte)random.Next(2);
    }

    /// <summary>A label of one real dimension, as often as the constellation says.</summary>
    public static int Label(Random random, ShapedConstellation constellation)
    {
        var (point, label) = (random.NextDouble(), 0);
        for (; label < constellation.LogPriors.Length - 1 && point >= Math.Exp(constellation.LogPriors[label]); label++)
            point -= Math.Exp(constellation.LogPriors[label]);
        return label;
    }

    /// <summary>Adds circular complex Gaussian noise of power n0 (Box and Muller 1958).</summary>
    public static void AddNoise(Random random, Span<Complex32> symbols, double n0)
    {
        for (var i = 0; i < symbols.Length; i++)
        {
            var radius = Math.Sqrt(-n0 * Math.Log(1 - random.NextDouble()));
            var (sine, cosine) = Math.SinCos(2 * Math.PI * random.NextDouble());
            symbols[i] += new Complex32((float)(radius * cosine), (float)(radius * sine));
        }
    }
}
