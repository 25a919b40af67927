using MathNet.Numerics;
using SemCom.Channels;

namespace SemCom.Evaluation;

/// <summary>Distributions of the power x = |h|², E x = 1 (Simon and Alouini, Digital Communication over Fading Channels, section 2.2).</summary>
internal sealed record FadingTheory(Func<double, double> Cdf, double? KFactorDb = null)
{
    /// <summary>1 − e^(−x).</summary>
    public static FadingTheory Rayleigh { get; } = new(x => 1 - Math.Exp(-x));

    /// <summary>The distribution of a single-carrier channel, or null where none is known.</summary>
    public static FadingTheory? Of(ChannelSpec spec) => spec.Channel.Name switch
    {
        "awgn" => new(x => x < 1 ? 0 : 1),
        "rayleigh" or "rayleigh-fast" => Rayleigh,
        "rician" => Rician((double?)spec.Value("k") ?? new RicianChannelOptions { SnrDb = 0 }.KFactorDb),
        "nakagami" => Nakagami((double?)spec.Value("m") ?? new NakagamiChannelOptions { SnrDb = 0 }.Shape),
        _ => null,
    };

    /// <summary>1 − Q₁(√(2K), √(2(1+K)x)) with Marcum's function, which the library takes with halved squares.</summary>
    public static FadingTheory Rician(double kFactorDb)
    {
        var k = Decibels.ToLinear(kFactorDb);
        return new(x => x <= 0 ? 0 : 1 - SpecialFunctions.MarcumQ(1, k, (1 + k) * x), kFactorDb);
    }

    /// <summary>The regularised incomplete gamma function P(m, m·x).</summary>
    public static FadingTheory Nakagami(double shape) => new(x => x <= 0 ? 0 : SpecialFunctions.GammaLowerRegularized(shape, shape * x));

    /// <summary>
    /// Mean of log2(1 + g·x) for the SNR g, by parts: g / ln 2 · ∫ (1 − F(x)) / (1 + g·x) dx [bit/s/Hz], over the logarithm of x by the trapezoidal rule.
    /// </summary>
    public double Capacity(double snrDb)
    {
        const int Steps = 6000;
        const double LowestLog = -25, HighestLog = 7;
        var (g, step, sum) = (Decibels.ToLinear(snrDb), (HighestLog - LowestLog) / Steps, 0.0);
        for (var i = 0; i <= Steps; i++)
        {
            var x = Math.Exp(LowestLog + i * step);
            sum += (i is 0 or Steps ? 0.5 : 1) * (1 - Cdf(x)) * x / (1 + g * x);
        }
        return g * sum * step / Math.Log(2);
    }
}
