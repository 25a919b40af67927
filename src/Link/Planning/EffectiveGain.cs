using System.Numerics;

namespace SemCom;

/// <summary>
/// What a code word that meets many gains is worth: the one power gain that would carry as much information,
/// ((1 + SNR)^mean − 1) / SNR with the mean of log(1 + SNR·g) (capacity effective SNR mapping; Brueninghaus et al., IEEE PIMRC 2005).
/// </summary>
internal static class EffectiveGain
{
    /// <summary>Effective power gain of a symbol over the gains of a frame.</summary>
    /// <param name="state">Gains at places of the frame.</param>
    /// <param name="snrDb">Mean SNR [dB].</param>
    public static double Of(ChannelState state, double snrDb)
    {
        var snr = Decibels.ToLinear(snrDb);
        var groups = state.Gains.Length / state.GainsPerGroup;
        double information = 0;
        for (var i = 0; i < groups; i++)
            information += Information(state.Gains.Slice(i * state.GainsPerGroup, state.GainsPerGroup), state.Antennas, snr);
        return (Math.Exp(information / groups) - 1) / snr;
    }

    /// <summary>log(1 + SNR·g) of one channel use, averaged over its symbols.</summary>
    private static double Information(ReadOnlySpan<Complex32> gains, AntennaScheme antennas, double snr)
    {
        if (antennas.Mode == SpatialMode.Multiplexing)
            return MultiplexedInformation(gains, antennas, snr);
        double power = 0;
        foreach (var gain in gains)
            power += gain.Power;
        return Math.Log(1 + snr * power / antennas.Transmit);
    }

    /// <summary>A linear receiver has 1 + SINR of layer t = 1 / [(I + SNR/T·HᴴH)⁻¹]_tt (Tse and Viswanath, 2005, section 8.3.3).</summary>
    private static double MultiplexedInformation(ReadOnlySpan<Complex32> gains, AntennaScheme antennas, double snr)
    {
        var n = antennas.Transmit;
        var matrix = new Complex[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                matrix[i, j] = i == j ? 1 : 0;
                for (var r = 0; r < antennas.Receive; r++)
                    matrix[i, j] += snr / n * Complex.Conjugate(gains[r * n + i]) * gains[r * n + j];
            }
        }
        double sum = 0;
        for (var layer = 0; layer < n; layer++)
            sum += Math.Log(Determinant(matrix, except: -1) / Determinant(matrix, except: layer));
        return sum / n;
    }

    /// <summary>Determinant of a positive definite Hermitian matrix, without one row and column if asked for (Gaussian elimination).</summary>
    private static double Determinant(Complex[,] matrix, int except)
    {
        var kept = Enumerable.Range(0, matrix.GetLength(0)).Where(i => i != except).ToArray();
        var m = new Complex[kept.Length, kept.Length];
        for (var i = 0; i < kept.Length; i++)
        {
            for (var j = 0; j < kept.Length; j++)
                m[i, j] = matrix[kept[i], kept[j]];
        }
        var product = 1.0;
        for (var k = 0; k < kept.Length; k++)
        {
            product *= m[k, k].Real;
            for (var i = k + 1; i < kept.Length; i++)
            {
                var factor = m[i, k] / m[k, k];
                for (var j = k; j < kept.Length; j++)
                    m[i, j] -= factor * m[k, j];
            }
        }
        return product;
    }
}
