using SemCom.Randomness;

namespace SemCom.Channels.Tests.Ofdm;

public class VaryingFilterTests
{
    private static readonly int[] Offsets = [0, 1, 5, 6, 7, 30];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Vectors_EqualPlainArithmetic_ToTheLastBit(bool varies)
    {
        var (xr, xi, hr, hi, dr, di) = (Noise(200, 0), Noise(200, 1), Noise(6, 2), Noise(6, 3), Noise(6, 4), Noise(6, 5));
        var (vectors, whole) = (new Complex32[16], new Complex32[80]);
        var ramp = new VaryingFilter.Ramp(0.3f, 0.013f);
        var x = new Planes(xr, xi);
        var h = new Planes(hr, hi);
        var d = varies ? new Planes(dr, di) : default;
        if (varies)
            VaryingFilter.Varying(x, Offsets, h, d, vectors, 0, ramp);
        else
            VaryingFilter.Fixed(x, Offsets, h, vectors);
        VaryingFilter.Apply(x, 0, Offsets, h, d, whole, 75, ramp);
        for (var i = 0; i < 75; i++)
        {
            var one = VaryingFilter.One(new(xr.AsSpan(i), xi.AsSpan(i)), Offsets, h, d, i, ramp);
            Assert.Equal(one, whole[i]);
            if (i < vectors.Length)
                Assert.Equal(one, vectors[i]);
        }
    }

    [Fact]
    public void ReachBeyondTheInput_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() =>
    {
        var plane = new float[64];
        VaryingFilter.Apply(new(plane, plane), 30, Offsets, new(new float[6], new float[6]), default, new Complex32[64], 32, default);
    });

    private static float[] Noise(int count, ulong frame)
    {
        var values = new float[count];
        new CounterRandom(9, RandomPurpose.SourceData, frame).FillGaussian(values);
        return values;
    }
}
