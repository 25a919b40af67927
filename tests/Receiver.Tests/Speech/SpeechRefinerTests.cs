using SemCom.Core.Tests.Speech;
using SemCom.Receiver.Speech;
using SemCom.Runtime.Models;
using SemCom.Runtime.Tests.Onnx;
using SemCom.Speech;

namespace SemCom.Receiver.Tests.Speech;

public sealed class SpeechRefinerTests
{
    /// <summary>The network against the recipe's code, on coefficients that both make by a formula.</summary>
    [Fact]
    public void Coefficients_AreThoseOfTheRecipe()
    {
        var refined = Refiner().Refine(Golden());
        var expected = TestVoice.Numbers("refined");
        var scale = Math.Sqrt(expected.Average(v => v * v));
        Assert.All(TestVoice.Sampled(refined).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 5e-3 * scale));
    }

    /// <summary>Long sounds go in sections; a seam shows nothing.</summary>
    [Fact]
    public void Sections_ShowNoSeam()
    {
        const int frames = 700, hop = SpeechTransform.Hop;
        var values = Enumerable.Range(0, frames * hop).Select(i => (float)Math.Sin(i * 0.013)).ToArray();
        var all = new SpeechEstimate(values, Array.ConvertAll(values, v => 0.3f + 0.1f * v), Array.ConvertAll(values, v => 1 + 0.5f * v), 0);
        var long_ = Refiner().Refine(all);
        const int from = 460, to = 560;
        var part = Refiner().Refine(new SpeechEstimate(all.Values[((from - 40) * hop)..((to + 40) * hop)], all.Deviations[((from - 40) * hop)..((to + 40) * hop)], all.Variances[((from - 40) * hop)..((to + 40) * hop)], 0));
        for (var i = 0; i < (to - from) * hop; i += 11)
            Assert.Equal(part[40 * hop + i], long_[from * hop + i], 2e-3);
    }

    private static SpeechRefiner Refiner()
    {
        OnnxFact.RequireLibrary();
        return new SpeechRefiner(ModelSessions.Get(ModelCatalogue.Default.Find("speech"), "refiner"));
    }

    private static SpeechEstimate Golden()
    {
        var sound = TestVoice.Make(TestVoice.Golden.GetProperty("samples").GetInt32());
        var level = (float)TestVoice.Golden.GetProperty("level").GetDouble();
        var coefficients = SpeechTransform.Forward(Array.ConvertAll(sound.Samples.ToArray(), s => s / level));
        var states = TestVoice.Numbers("states").Select(i => PitchState.All[(int)i]).ToArray();
        var variances = new SpeechDescription(SpeechTables.MaxDepth, [.. TestVoice.Numbers("classes").Select(c => (int)c)], states).Variances(TestVoice.Tables);
        Assert.All(TestVoice.Sampled(variances).Zip(TestVoice.Numbers("variances")), pair => Assert.Equal(pair.Second, pair.First, 1e-3 * pair.Second));
        var deviations = variances.Select((v, i) => (float)(0.5 * Math.Sqrt(v) * (1 + Math.Sin(i * 0.37)) / 2)).ToArray();
        var estimates = coefficients.Select((c, i) => c + deviations[i] * (float)Math.Sin(i * 1.7)).ToArray();
        return new SpeechEstimate(estimates, deviations, variances, 0);
    }
}
