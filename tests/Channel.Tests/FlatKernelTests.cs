using SemCom.Randomness;

namespace SemCom.Channels.Tests;

public class FlatKernelTests
{
    [Fact]
    public void Vectors_EqualSymbolBySymbolArithmetic_ToTheLastBit()
    {
        for (var count = 0; count < 40; count++)
        {
            var (x, h, n) = (Symbols(count, 0), Symbols(count, 1), Symbols(count, 2));
            var (faded, noisy) = (new Complex32[count], new Complex32[count]);
            FlatKernel.ScaleAndAddNoise(x, h, n, 0.3f, faded);
            FlatKernel.AddNoise(x, n, 0.3f, noisy);
            for (var i = 0; i < count; i++)
            {
                Assert.Equal(x[i] * h[i] + n[i] * 0.3f, faded[i]);
                Assert.Equal(x[i] + n[i] * 0.3f, noisy[i]);
            }
        }
    }

    private static Complex32[] Symbols(int count, ulong frame)
    {
        var reals = new float[2 * count];
        new CounterRandom(3, RandomPurpose.SourceData, frame).FillGaussian(reals);
        return [.. reals.Chunk(2).Select(pair => new Complex32(pair[0], pair[1]))];
    }
}
