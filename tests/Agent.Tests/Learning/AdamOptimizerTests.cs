namespace SemCom.Agents.Tests;

public sealed class AdamOptimizerTests
{
    [Fact]
    public void FirstStep_HasTheLengthOfTheRate()
    {
        float[] values = [1, -2, 3], gradient = [0.5f, -4, 1e-3f];
        new AdamOptimizer(3).Step(values, gradient, rate: 0.01, maxNorm: double.PositiveInfinity);
        Assert.Equal(0.99f, values[0], 1e-6f);
        Assert.Equal(-1.99f, values[1], 1e-6f);
        Assert.Equal(2.99f, values[2], 1e-6f);
    }

    [Fact]
    public void Steps_AreThoseOfAlgorithmOne()
    {
        const double Rate = 0.002, B1 = 0.9, B2 = 0.999, Epsilon = 1e-8;
        var adam = new AdamOptimizer(1);
        float[] value = [0.3f];
        double theta = 0.3f, m = 0, v = 0;
        for (var t = 1; t <= 50; t++)
        {
            var g = Math.Sin(0.7 * t) + 0.2;
            adam.Step(value, [(float)g], Rate, double.PositiveInfinity);
            m = B1 * m + (1 - B1) * g;
            v = B2 * v + (1 - B2) * g * g;
            theta -= Rate * (m / (1 - Math.Pow(B1, t))) / (Math.Sqrt(v / (1 - Math.Pow(B2, t))) + Epsilon);
            Assert.Equal(theta, value[0], 2e-6);
        }
    }

    [Fact]
    public void LongGradient_IsShortenedToTheLargestNorm()
    {
        float[] gradient = [3, 4];
        Assert.Equal(5, new AdamOptimizer(2).Step(new float[2], gradient, 0.1, maxNorm: 0.5), 1e-6);
        Assert.Equal(0.3f, gradient[0], 1e-6f);
        Assert.Equal(0.4f, gradient[1], 1e-6f);
    }

    [Fact]
    public void GradientThatIsNotFinite_IsRefused() =>
        Assert.Throws<SemComException>(() => new AdamOptimizer(1).Step(new float[1], [float.NaN], 0.1, 1));
}
