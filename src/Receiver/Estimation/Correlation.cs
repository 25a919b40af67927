using SemCom.Coding;
using SemCom.Framing;

namespace SemCom.Receiver.Estimation;

/// <summary>Received symbols against known ones, for one pair of antennas.</summary>
/// <param name="Sum">Σ y·x*.</param>
/// <param name="Energy">Σ|x|².</param>
/// <param name="Count">Number of symbols.</param>
/// <param name="Unexplained">Σ|y − ĥ·x|² with ĥ = <see cref="Gain"/>.</param>
internal readonly record struct Correlation(Complex32 Sum, double Energy, int Count, double Unexplained)
{
    /// <summary>The least-squares gain.</summary>
    public Complex32 Gain => Energy > 0 ? Sum * (float)(1 / Energy) : default;

    /// <summary>Symbols next to each other.</summary>
    public static Correlation Of(ReadOnlySpan<Complex32> y, ReadOnlySpan<Complex32> x)
    {
        var (sum, energy) = (default(Complex32), 0.0);
        for (var i = 0; i < y.Length; i++)
        {
            sum += y[i] * x[i].Conjugate();
            energy += x[i].Power;
        }
        var correlation = new Correlation(sum, energy, y.Length, 0);
        double unexplained = 0;
        for (var i = 0; i < y.Length; i++)
            unexplained += (y[i] - correlation.Gain * x[i]).Power;
        return correlation with { Unexplained = unexplained };
    }

    /// <summary>The known symbols that one transmit antenna sent, at one receive antenna; channel uses that did not arrive are left out.</summary>
    /// <param name="received">Received symbols [uses × receive antennas].</param>
    /// <param name="known">Known symbols.</param>
    /// <param name="antennas">Antennas.</param>
    /// <param name="pair">Receive · (transmit antennas) + transmit.</param>
    /// <param name="headerProtection">What the preamble announces.</param>
    public static Correlation Of(
        ReadOnlySpan<Complex32> received, ReadOnlySpan<KnownUse> known, AntennaScheme antennas, int pair, ProtectionLevel headerProtection)
    {
        var (receive, transmit) = Math.DivRem(pair, antennas.Transmit);
        Span<Complex32> y = stackalloc Complex32[FrameLayout.PreambleLength];
        Span<Complex32> x = stackalloc Complex32[FrameLayout.PreambleLength];
        var count = 0;
        foreach (var symbol in known)
        {
            if (symbol.Antenna != transmit || received[symbol.Use * antennas.Receive + receive] is var at && at == default)
                continue;
            (y[count], x[count++]) = (received[symbol.Use * antennas.Receive + receive], symbol.Symbol(headerProtection));
        }
        return count == 0 ? default : Of(y[..count], x[..count]);
    }
}
