using SemCom.Core.Tests.Speech;
using SemCom.Latents;
using SemCom.Speech;
using SemCom.Transmitter.Speech;

namespace SemCom.Transmitter.Tests.Speech;

public sealed class ExpectedSpeechErrorTests
{
    /// <summary>The closed form is the mean over noise of what a linear receiver makes of the symbols, tried a few hundred times.</summary>
    [Theory]
    [InlineData(0.05, 0.9)]
    [InlineData(0.5, 0.3)]
    public void TheExpectation_IsTheMeanOverNoise(double noise, double share)
    {
        var speech = new SpeechAnalyzer(TestVoice.Tables).Analyze(TestVoice.Make(2000));
        var variances = speech.Describe(2, withPitch: true).Variances(TestVoice.Tables);
        var weights = Array.ConvertAll(variances, v => (float)SpeechGroups.WeightOf(v));
        var groups = SpeechGroups.InOrder(variances);
        var allocation = LatentAllocation.Create(groups, (int)(share * variances.Length) & ~1, noise);
        var expected = new ExpectedSpeechError(speech.Coefficients, weights, groups).Of(allocation, noise, SymbolGains.Alike(1), 0);

        var random = new Random(1);
        double error = 0, total = speech.Coefficients.Zip(weights, (c, w) => (double)w * c * c).Sum();
        const int trials = 300;
        for (var trial = 0; trial < trials; trial++)
        {
            for (var g = 0; g < groups.Length; g++)
            {
                var (v, a) = (groups[g].Variance, allocation.Gains[g]);
                for (var i = 0; i < groups[g].Members.Length; i++)
                {
                    var c = speech.Coefficients[groups[g].Members[i]];
                    var gauss = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                    var estimate = i < allocation.Taken[g] ? v * a * (a * c + Math.Sqrt(noise) * gauss) / (v * a * a + noise) : 0;
                    error += weights[groups[g].Members[i]] * (c - estimate) * (c - estimate);
                }
            }
        }
        Assert.Equal(error / trials / total, expected, 0.03 * expected);
    }
}
