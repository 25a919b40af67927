using SemCom.Coding;
using SemCom.Framing;
using SemCom.Receiver.Equalization;
using SemCom.Receiver.Estimation;
using SemCom.Receiver.Tests.Decoding;

namespace SemCom.Receiver.Tests.Equalization;

public sealed class EqualizedSymbolsTests
{
    private static readonly ProtectionLevel Level = ProtectionLevel.All[1];

    /// <summary>|x̂ − x|² against the noise that is claimed, over gains, noises and estimation errors.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    public void EffectiveNoise_IsTheErrorThatIsLeft(int coherence)
    {
        var random = new Random(coherence);
        var pattern = FrameLayout.ForCoherence(coherence == 0 ? null : coherence);
        Complex32[] data = [.. Enumerable.Range(0, 400).Select(_ => new Complex32(random.Next(2) - 0.5f, random.Next(2) - 0.5f) * MathF.Sqrt(2))];
        var frame = FrameSymbols.Compose(pattern, Level, data);
        var (blockLength, count) = coherence == 0 ? (frame.Length, 1) : (coherence, (frame.Length + coherence - 1) / coherence);
        var (claimed, measured) = (0.0, 0.0);
        for (var trial = 0; trial < 400; trial++)
        {
            var truth = Enumerable.Range(0, count).Select(_ => Complex(random, 1, floor: 0.5)).ToArray();
            var received = frame.Select((x, at) => truth[at / blockLength] * x).ToArray();
            TestSignals.AddNoise(random, received, 0.2);
            // Estimates that are off by 0.02 on average: the claim is made for E|h − ĥ|² = 0.02.
            var estimates = truth.Select(h => h + Complex(random, 0.02)).ToArray();
            var estimate = new ChannelEstimate(estimates, [.. estimates.Select(_ => 0.02f)], blockLength, 0.2);

            var equalized = EqualizedSymbols.From(received, pattern.Map(received.Length), estimate);

            Assert.Equal(data.Length, equalized.Symbols.Length);
            for (var i = 0; i < data.Length; i++)
            {
                claimed += equalized.NoisePower[i];
                measured += (equalized.Symbols[i] - data[i]).Power;
            }
        }
        Assert.Equal(1, measured / claimed, 0.02);
    }

    [Fact]
    public void TrueGains_GiveBackTheDataInOrder()
    {
        var random = new Random(1);
        var pattern = FrameLayout.ForCoherence(200);
        Complex32[] data = [.. Enumerable.Range(0, 900).Select(_ => Complex(random, 1))];
        var frame = FrameSymbols.Compose(pattern, Level, data);
        var gains = frame.Select(_ => Complex(random, 1, floor: 0.3)).ToArray();
        var genie = ChannelEstimate.OfGenie(new ChannelState(gains, 1, 0));

        var equalized = EqualizedSymbols.From([.. frame.Zip(gains, (x, h) => h * x)], pattern.Map(frame.Length), genie);

        for (var i = 0; i < data.Length; i++)
            Assert.InRange((equalized.Symbols[i] - data[i]).Magnitude, 0, 1e-4);
        Assert.All(equalized.NoisePower, noise => Assert.InRange(noise, 0, 1e-5));
    }

    [Fact]
    public void SymbolsWithoutGain_AreFiniteAndUnreliable()
    {
        var estimate = new ChannelEstimate([default], [0.01f], 500, 0.1);
        var equalized = EqualizedSymbols.From([.. Enumerable.Repeat(new Complex32(0.1f, 0), 500)], FrameLayout.WholeFrame.Map(500), estimate);
        Assert.All(equalized.Symbols, x => Assert.Equal(0, x.Power));
        Assert.All(equalized.NoisePower, noise => Assert.InRange(noise, 1e9f, float.PositiveInfinity));
    }

    [Fact]
    public void ChannelUsesThatDidNotArrive_AreErased()
    {
        var estimate = new ChannelEstimate([new(1, 0)], [0.01f], 500, 0.1);
        var equalized = EqualizedSymbols.From(new Complex32[500], FrameLayout.WholeFrame.Map(500), estimate);
        Assert.All(equalized.Symbols, x => Assert.Equal(default, x));
        Assert.All(equalized.NoisePower, noise => Assert.Equal(float.PositiveInfinity, noise));
    }

    private static Complex32 Complex(Random random, double power, double floor = 0)
    {
        var symbol = new Complex32[1];
        do
        {
            symbol[0] = default;
            TestSignals.AddNoise(random, symbol, power);
        }
        while (symbol[0].Magnitude < floor);
        return symbol[0];
    }
}
