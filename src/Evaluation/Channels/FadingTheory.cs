using MathNet.Numerics;
using SemCom.Channels;

namespace SemCom.Evaluation;

/// <summary>Distributions of the power x = |h|², E x = 1 (Simon and Alouini, Digital Communication over Fading Channels, section 2.2).</summary>
internal sealed record FadingTheory(Func<double, double> Cdf, double? KFactorDb = null, bool IsRayleigh = false)
{
    /// <summary>1 − e^(−x).</summary>
    public static FadingTheory Rayleigh { get; } = new(x => -Math.Exp(-x) + 1, IsRayleigh: true);

    /// <summary>The distribution of a single-carrier channel, or null where none is known.</summary>
    public static FadingTheory? Of(ChannelSpec spec) => spec.Channel.Name switch
    {
        "awgn" => new(x => x < 1 ? 0 : 1),
        "rayleigh" or "rayleigh-fast" => Rayleigh,
        "rician" => Rician((double?)spec.Value("k") ?? new RicianChannelOptions { SnrDb = 0 }.KFactorDb),
        "nakagami" => Nakagami((double?)spec.Value("m") ?? new NakagamiChannelOptions { SnrDb = 0 }.Shape),
        _ => null,
    };

    /// <summary>1 − Q₁(√(2K), √(2(1+K)x)).</summary>
    public static FadingTheory Rician(double kFactorDb)
    {
        var k = Decibels.ToLinear(kFactorDb);
        return new(x => x <= 0 ? 0 : 1 - SpecialFunctions.MarcumQ(1, Math.Sqrt(2 * k), Math.Sqrt(2 * (1 + k) * x)), kFactorDb);
    }

    /// <summary>The regularised incomplete gamma function P(m, m·x).</summary>
    public static FadingTheory Nakagami(double shape) => new(x => x <= 0 ? 0 : SpecialFunctions.GammaLowerRegularized(shape, shape * x));

    /// <summary>Ergodic capacity under Rayleigh fading, e^(1/g)·E₁(1/g)/ln 2 for the mean SNR g [bit/s/Hz].</summary>
    public static double RayleighCapacity(double snrDb)
    {
        var inverse = 1 / Decibels.ToLinear(snrDb);
        return Math.Exp(inverse) * SpecialFunctions.ExponentialIntegral(inverse, 1) / Math.Log(2);
    }
}
