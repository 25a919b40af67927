using System.Numerics;

namespace SemCom;

/// <summary>What a frame that meets many gains is worth: the one power gain over which it would fare as well.</summary>
internal static class EffectiveGain
{
    /// <summary>
    /// β of the exponential effective SNR mapping for QPSK, γ = −β·ln mean e^(−γi/β) (3GPP TSG-RAN WG1 R1-031303, 2003; 1.4 to 1.7 by code rate).
    /// </summary>
    private const double QpskBeta = 1.6;

    /// <summary>Effective power gains of one frame.</summary>
    /// <param name="state">Gains at places of the frame.</param>
    /// <param name="snrDb">Mean SNR [dB].</param>
    /// <returns>
    /// For code words of QPSK, and for the mean squared error of symbols.
    /// </returns>
    public static (double CodeGain, SymbolGains Symbols) Of(ChannelState state, double snrDb)
    {
        var snr = Decibels.ToLinear(snrDb);
        var groups = state.Gains.Length / state.GainsPerGroup;
        double exponentials = 0, errors = 0, strong = 0, strongest = 0;
        var count = 0;
        for (var i = 0; i < groups; i++)
        {
            foreach (var sinr in Sinrs(state.Gains.Slice(i * state.GainsPerGroup, state.GainsPerGroup), state.Antennas, snr))
            {
                exponentials += Math.Exp(-sinr / QpskBeta);
                errors += 1 / (1 + sinr);
                strong += 1 / (1 + 10 * sinr);
                strongest += 1 / (1 + 100 * sinr);
                count++;
            }
        }
        // Beyond an SNR of 700·β the exponential is 0 in double precision: the code word is as safe as at that SNR.
        var code = -QpskBeta * Math.Log(Math.Max(exponentials / count, double.Epsilon));
        return (code / snr, new SymbolGains((count / errors - 1) / snr, (count / strong - 1) / (10 * snr), (count / strongest - 1) / (100 * snr)));
    }

    /// <summary>Power gains of single symbols, as the middles of equal shares of all that were observed.</summary>
    /// <param name="states">Frames.</param>
    /// <param name="snrDb">Mean SNR [dB].</param>
    /// <param name="shares">How many.</param>
    public static double[] OfSymbols(IReadOnlyList<ChannelState> states, double snrDb, int shares)
    {
        var snr = Decibels.ToLinear(snrDb);
        double[] sorted = [.. states.SelectMany(state => Enumerable.Range(0, state.Gains.Length / state.GainsPerGroup)
            .SelectMany(i => Sinrs(state.Gains.Slice(i * state.GainsPerGroup, state.GainsPerGroup), state.Antennas, snr))).Order()];
        return [.. Enumerable.Range(0, shares).Select(i => sorted[(int)((i + 0.5) / shares * sorted.Length)] / snr)];
    }

    /// <summary>
    /// How many independent gains of equal power vary as much as those of frames: (tr R)² / tr R² for the covariance R of the gains at a frame's places; tr R² is the mean of |aᴴb|² over pairs of frames.
    /// </summary>
    /// <param name="states">Independent frames, at least two, of the same places.</param>
    public static double Freedom(IReadOnlyList<ChannelState> states)
    {
        var gains = states.Select(state => Enumerable.Range(0, state.Gains.Length / state.GainsPerGroup).Select(i => state.Gains[i * state.GainsPerGroup]).ToArray()).ToArray();
        double power = 0, products = 0;
        for (var a = 0; a < gains.Length; a++)
        {
            foreach (var gain in gains[a])
                power += gain.Power;
            for (var b = 0; b < a; b++)
            {
                Complex sum = 0;
                for (var place = 0; place < gains[a].Length; place++)
                    sum += Complex.Conjugate(gains[a][place]) * gains[b][place];
                products += sum.Real * sum.Real + sum.Imaginary * sum.Imaginary;
            }
        }
        power /= gains.Length;
        return Math.Max(1, power * power / (products / (gains.Length * (gains.Length - 1) / 2.0)));
    }

    /// <summary>SINR of every symbol of one channel use after a linear receiver.</summary>
    private static double[] Sinrs(ReadOnlySpan<Complex32> gains, AntennaScheme antennas, double snr)
    {
        if (antennas.Mode == SpatialMode.Multiplexing)
            return MultiplexedSinrs(gains, antennas, snr);
        double power = 0;
        foreach (var gain in gains)
            power += gain.Power;
        return [snr * power / antennas.Transmit];
    }

    /// <summary>1 + SINR of layer t = 1 / [(I + SNR/T·HᴴH)⁻¹]_tt (Tse and Viswanath, Fundamentals of Wireless Communication, 2005, section 8.3.3).</summary>
    private static double[] MultiplexedSinrs(ReadOnlySpan<Complex32> gains, AntennaScheme antennas, double snr)
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
        var sinrs = new double[n];
        var whole = Determinant(matrix, except: -1);
        for (var layer = 0; layer < n; layer++)
            sinrs[layer] = Math.Max(0, whole / Determinant(matrix, except: layer) - 1);
        return sinrs;
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
