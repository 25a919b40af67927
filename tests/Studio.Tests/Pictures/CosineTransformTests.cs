namespace SemCom.Studio.Tests.Pictures;

public class CosineTransformTests
{
    /// <summary>Against the definition of T.81, A.3.3, in double precision.</summary>
    [Fact]
    public void Forward_EqualsTheDefinition()
    {
        const int Stride = 11;
        var random = new Random(3);
        var samples = new float[8 * Stride];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = random.Next(-128, 128);
        var block = new float[64];
        CosineTransform.Forward(samples, Stride, block);
        for (var v = 0; v < 8; v++)
        {
            for (var u = 0; u < 8; u++)
            {
                var scaled = block[8 * u + v] / (CosineTransform.Scale[u] * CosineTransform.Scale[v] * 8);
                Assert.Equal(Definition(samples, Stride, u, v), scaled, 1e-3);
            }
        }
    }

    private static double Definition(float[] samples, int stride, int u, int v)
    {
        var sum = 0.0;
        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 8; x++)
                sum += samples[y * stride + x] * Math.Cos((2 * x + 1) * u * Math.PI / 16) * Math.Cos((2 * y + 1) * v * Math.PI / 16);
        }
        return sum / 4 * (u == 0 ? Math.Sqrt(0.5) : 1) * (v == 0 ? Math.Sqrt(0.5) : 1);
    }
}
