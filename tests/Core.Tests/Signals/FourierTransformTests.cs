using System.Numerics;
using SemCom.Randomness;

namespace SemCom.Core.Tests.Signals;

public class FourierTransformTests
{
    public static TheoryData<int> Sizes => [64, 128, 256, 512, 1024, 2048, 4096];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Forward_EqualsTheSumInDoublePrecision(int size)
    {
        var (real, imaginary) = Noise(size, 1);
        var expected = SlowTransform(real, imaginary, 1 / Math.Sqrt(size));
        new FourierTransform(size).Forward(real, imaginary, new float[2 * size]);
        AssertClose(expected, real, imaginary);
    }

    [Fact]
    public void WithoutScaling_TheSumIsPlain_InBatches()
    {
        var transform = new FourierTransform(128, unitary: false);
        var (real, imaginary) = Noise(3 * 128, 2);
        var expected = Enumerable.Range(0, 3)
            .SelectMany(b => SlowTransform(real.AsSpan(b * 128, 128), imaginary.AsSpan(b * 128, 128), 1)).ToArray();
        transform.Forward(real, imaginary, new float[transform.WorkLength]);
        AssertClose(expected, real, imaginary);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Inverse_UndoesForward_AndPowerIsKept(int size)
    {
        var transform = new FourierTransform(size);
        var (real, imaginary) = Noise(size, 3);
        var (originalReal, originalImaginary) = (real.ToArray(), imaginary.ToArray());
        transform.Forward(real, imaginary, new float[2 * size]);
        Assert.Equal(1, Energy(real, imaginary) / Energy(originalReal, originalImaginary), 1e-6);
        transform.Inverse(real, imaginary, new float[2 * size]);
        AssertClose([.. originalReal.Zip(originalImaginary, (r, i) => new Complex(r, i))], real, imaginary);
    }

    [Theory]
    [InlineData(64, 1)]
    [InlineData(64, 4)]
    [InlineData(64, 16)]
    [InlineData(1024, 1)]
    [InlineData(1024, 64)]
    [InlineData(128, 4)]
    public void VectorStages_EqualPlainArithmetic_ToTheLastBit(int size, int stride)
    {
        // A stage is seen through a whole transform: here only that the plain stage of these strides gives what the vector stage gives.
        var transform = new FourierTransform(size);
        var (real, imaginary) = Noise(size, 4);
        var (fastReal, fastImaginary, slowReal, slowImaginary) = (new float[size], new float[size], new float[size], new float[size]);
        transform.Stage(real, imaginary, fastReal, fastImaginary, stride, plain: false);
        transform.Stage(real, imaginary, slowReal, slowImaginary, stride, plain: true);
        Assert.Equal(slowReal, fastReal);
        Assert.Equal(slowImaginary, fastImaginary);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(8192)]
    [InlineData(100)]
    [InlineData(0)]
    [InlineData(-64)]
    public void OtherSizes_AreRefused(int size) =>
        Assert.StartsWith("FFT size must be ", Assert.Throws<SemComException>(() => new FourierTransform(size)).Message, StringComparison.Ordinal);

    [Fact]
    public void WrongSpans_AreRefused()
    {
        var transform = new FourierTransform(64);
        Assert.Throws<ArgumentException>(() => transform.Forward(new float[63], new float[63], new float[128]));
        Assert.Throws<ArgumentOutOfRangeException>(() => transform.Forward(new float[64], new float[128], new float[128]));
        Assert.Throws<ArgumentOutOfRangeException>(() => transform.Forward(new float[64], new float[64], new float[127]));
    }

    [Fact]
    public void UnitCircle_EqualsTheFrameworksFunctions()
    {
        for (var i = -3000; i <= 3000; i++)
        {
            var turns = i / 977.0;
            var (cos, sin) = UnitCircle.At(turns);
            Assert.Equal(Math.Cos(2 * Math.PI * turns), cos, 5e-15);
            Assert.Equal(Math.Sin(2 * Math.PI * turns), sin, 5e-15);
        }
        Assert.Equal((-1, 0), UnitCircle.At(0.5));
        Assert.Equal((0, 1), UnitCircle.At(-7.75));
    }

    [Fact]
    public void Planes_SplitAndJoin_AnyNumber()
    {
        for (var count = 0; count < 40; count++)
        {
            var numbers = Enumerable.Range(0, count).Select(i => new Complex32(i, -i - 0.5f)).ToArray();
            var (real, imaginary, joined) = (new float[count], new float[count], new Complex32[count]);
            ComplexPlanes.Split(numbers, real, imaginary);
            Assert.Equal(numbers.Select(n => n.Real), real);
            Assert.Equal(numbers.Select(n => n.Imaginary), imaginary);
            ComplexPlanes.Join(real, imaginary, joined);
            Assert.Equal(numbers, joined);
        }
    }

    private static (float[] Real, float[] Imaginary) Noise(int count, ulong frame)
    {
        var random = new CounterRandom(5, RandomPurpose.SourceData, frame);
        var (real, imaginary) = (new float[count], new float[count]);
        random.FillGaussian(real);
        random.FillGaussian(imaginary, (ulong)count);
        return (real, imaginary);
    }

    private static Complex[] SlowTransform(ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary, double scale)
    {
        var size = real.Length;
        var result = new Complex[size];
        var rotations = new Complex[size];
        for (var n = 0; n < size; n++)
            rotations[n] = Complex.FromPolarCoordinates(scale, -2 * Math.PI * n / size);
        for (var k = 0; k < size; k++)
        {
            for (var n = 0; n < size; n++)
                result[k] += new Complex(real[n], imaginary[n]) * rotations[(int)((long)k * n % size)];
        }
        return result;
    }

    /// <summary>Relative r.m.s. error below 3e-7: a few roundings of single precision.</summary>
    private static void AssertClose(Complex[] expected, float[] real, float[] imaginary)
    {
        double error = 0, power = 0;
        for (var k = 0; k < expected.Length; k++)
        {
            error += Math.Pow((expected[k] - new Complex(real[k], imaginary[k])).Magnitude, 2);
            power += Math.Pow(expected[k].Magnitude, 2);
        }
        Assert.InRange(Math.Sqrt(error / power), 0, 3e-7);
    }

    private static double Energy(float[] real, float[] imaginary) => real.Sum(r => (double)r * r) + imaginary.Sum(i => (double)i * i);
}
