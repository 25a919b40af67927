using SemCom.Channels;

namespace SemCom.Link.Tests.Planning;

public sealed class EffectiveGainTests
{
    /// <summary>A frame of one gain is worth that gain, at every SNR.</summary>
    [Theory]
    [InlineData(-10, 0.3)]
    [InlineData(0, 2)]
    [InlineData(15, 1)]
    public void OneGain_IsItself(double snrDb, double power)
    {
        var state = new ChannelState([new((float)Math.Sqrt(power), 0), new(0, (float)Math.Sqrt(power))], 1, 1);
        var (code, symbols) = EffectiveGain.Of(state, snrDb);
        Assert.Equal(power, code, 1e-4 * power);
        Assert.Equal(power, symbols.Usual, 1e-4 * power);
        Assert.Equal(power, symbols.Strongest, 1e-4 * power);
    }

    /// <summary>Errors average: 1/(1+γ) is the mean of 1/(1+0) and 1/(1+2·10).</summary>
    [Fact]
    public void SymbolGain_IsThatOfTheMeanError()
    {
        var (code, symbols) = EffectiveGain.Of(new ChannelState([default, new((float)Math.Sqrt(2), 0)], 1, 1), 10);
        Assert.Equal((1 / ((1 + 1 / 21.0) / 2) - 1) / 10, symbols.Usual, 1e-6);
        Assert.Equal((1 / ((1 + 1 / 2001.0) / 2) - 1) / 1000, symbols.Strongest, 1e-6);
        Assert.Equal(-1.6 * Math.Log((1 + Math.Exp(-20 / 1.6)) / 2) / 10, code, 1e-6);
    }

    /// <summary>Over Rayleigh fading within the frame the mean of 1/(1 + γ|h|²) is e^(1/γ)·E1(1/γ)/γ: 0.5963 at 0 dB, 0.2015 at 10 dB, 0.0408 at 20 dB (Abramowitz and Stegun, table 5.1).</summary>
    [Fact]
    public void StrongSymbols_LoseMoreByFadesWithinTheFrame()
    {
        var quantiles = Enumerable.Range(0, 200_000).Select(i => new Complex32((float)Math.Sqrt(-Math.Log(1 - (i + 0.5) / 200_000)), 0)).ToArray();
        var symbols = EffectiveGain.Of(new ChannelState(quantiles, 1, 1), 0).Symbols;
        Assert.Equal(1 / 0.5963 - 1, symbols.Usual, 1e-3);
        Assert.Equal((1 / 0.2015 - 1) / 10, symbols.Strong, 1e-3);
        Assert.Equal((1 / 0.0408 - 1) / 100, symbols.Strongest, 1e-3);
        Assert.Equal(symbols.Strong, symbols.At(10), 1e-12);
        Assert.InRange(symbols.At(30), symbols.Strongest, symbols.Strong);
        Assert.Equal((symbols.Usual, symbols.Strongest), (symbols.At(0.1), symbols.At(1e4)));
    }

    /// <summary>Orthogonal columns do not disturb each other: each layer has 1/T of the power, times its column's norm.</summary>
    [Fact]
    public void OrthogonalLayers_ShareThePower()
    {
        var antennas = AntennaScheme.Of(2, 2);
        var (code, symbols) = EffectiveGain.Of(new ChannelState([new(1, 0), new(1, 0), new(1, 0), new(-1, 0)], 1, 1, antennas), 7);
        Assert.Equal(1, code, 1e-5);
        Assert.Equal(1, symbols.Usual, 1e-5);
    }

    /// <summary>Two layers against an inverse by hand.</summary>
    [Fact]
    public void LinearReceiver_MatchesAnExplicitInverse()
    {
        // H = [[1, 0.5], [0, 1]], SNR 10 dB, T = 2: A = I + 5·HᵀH = [[6, 2.5], [2.5, 7.25]]; [A⁻¹]11 = 7.25/37.25, [A⁻¹]22 = 6/37.25.
        var state = new ChannelState([new(1, 0), new(0.5f, 0), default, new(1, 0)], 1, 1, AntennaScheme.Of(2, 2));
        var symbol = EffectiveGain.Of(state, 10).Symbols.Usual;
        var meanError = (7.25 / 37.25 + 6 / 37.25) / 2;
        Assert.Equal((1 / meanError - 1) / 10, symbol, 1e-6);
    }

    /// <summary>Surveys are of unit mean power: the channels keep E|h|² = 1, and statistics see that. 400 realizations, 5 standard errors.</summary>
    [Theory]
    [InlineData("rayleigh:coherence=500")]
    [InlineData("rician:k=3dB")]
    [InlineData("nakagami:m=0.7")]
    [InlineData("tdl-b:fd=100Hz")]
    [InlineData("tdl-e")]
    [InlineData("tdl-a:tx=2,rx=2")]
    public void Survey_HasUnitMeanPower(string text)
    {
        var channel = ChannelSpec.Parse(text).Create(10);
        var powers = new double[400];
        for (var i = 0; i < powers.Length; i++)
        {
            var state = channel.Survey(5_000, new ChannelRealization(77, (ulong)i));
            Assert.InRange(state.Gains.Length / state.GainsPerGroup, 1, IChannel.SurveyPlaces);
            foreach (var gain in state.Gains)
                powers[i] += gain.Power / state.Gains.Length;
        }
        var mean = powers.Average();
        var deviation = Math.Sqrt(powers.Sum(p => (p - mean) * (p - mean)) / (powers.Length - 1) / powers.Length);
        Assert.InRange(mean, 1 - 5 * deviation - 1e-3, 1 + 5 * deviation + 1e-3);
    }
}
