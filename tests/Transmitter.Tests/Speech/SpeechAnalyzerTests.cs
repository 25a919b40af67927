using SemCom.Core.Tests.Speech;
using SemCom.Transmitter.Speech;

namespace SemCom.Transmitter.Tests.Speech;

/// <summary>The analysis against the recipe's own code.</summary>
public sealed class SpeechAnalyzerTests
{
    [Fact]
    public void Analysis_IsThatOfTheRecipe()
    {
        var sound = TestVoice.Make(TestVoice.Golden.GetProperty("samples").GetInt32());
        Assert.Equal(TestVoice.Golden.GetProperty("level").GetDouble(), sound.Level, 1e-4);
        // The recipe divides by the exact level, the product by the nearest that a header tells.
        var speech = new SpeechAnalyzer(TestVoice.Tables).Analyze(sound);
        var ratio = (float)(TestVoice.Golden.GetProperty("level").GetDouble() / SemCom.Framing.SpeechHeader.LevelOf(speech.LevelStep));
        var expected = TestVoice.Numbers("coefficients");
        Assert.All(TestVoice.Sampled(speech.Coefficients).Zip(expected), pair => Assert.Equal(pair.Second, pair.First / ratio, 2e-3));
        Assert.Equal(TestVoice.Numbers("classes"), speech.Classes.Select(c => (double)c));
        var same = speech.Pitch.Zip(TestVoice.Numbers("states"), (state, index) => state.Index == (int)index).Count(equal => equal);
        Assert.InRange(same, speech.Frames - 1, speech.Frames);
    }

    [Fact]
    public void Silence_HasNoLevel()
    {
        var speech = new SpeechAnalyzer(TestVoice.Tables).Analyze(Sound.Silence(8000, 1000));
        Assert.Equal(0, speech.LevelStep);
        Assert.All(speech.Coefficients, c => Assert.Equal(0, c));
    }
}
