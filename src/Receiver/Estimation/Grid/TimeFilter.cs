using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>What a time filter has to know of the rows it joins: moments of their estimates, averaged over subcarriers, for unit channel power.</summary>
/// <param name="Symbols">OFDM symbol of each row, ascending.</param>
/// <param name="Combs">Number of the comb of each row.</param>
/// <param name="Gain">E[ĥh*] of each comb.</param>
/// <param name="Signal">E[ĥĥ'*] without noise [combs × combs].</param>
/// <param name="Noise">Noise in E|ĥ|² of each comb.</param>
internal sealed record RowMoments(int[] Symbols, int[] Combs, double[] Gain, Complex[,] Signal, double[] Noise);

/// <summary>
/// Wiener filter over OFDM symbols, ĥ(k, l) = Σ v_i(l)·ĥ_i(k), from the nearest rows with pilots; the second half of Hoeher's 2 × 1-D filter
/// (Hoeher, Kaiser and Robertson, ICASSP 1997). Weights are the best common to all subcarriers, since they see the rows' errors as they are:
/// attenuated by the first half, and correlated from row to row.
/// </summary>
internal sealed class TimeFilter
{
    /// <summary>Most rows that one symbol is estimated from.</summary>
    public const int MaxRows = 32;

    private readonly Complex[] _lags;
    private readonly int _symbols;
    private readonly RowMoments _rows;

    public TimeFilter(RowMoments rows, int symbols, DopplerSpectrum doppler, double symbolSeconds)
    {
        (_rows, _symbols) = (rows, symbols);
        _lags = new Complex[symbols];
        for (var lag = 0; lag < symbols; lag++)
            _lags[lag] = doppler.Correlation(lag * symbolSeconds);
        Window = Math.Min(MaxRows, rows.Symbols.Length);
        var combs = rows.Gain.Length;
        (First, Weights) = (new int[symbols], new Complex[symbols * Window]);
        (CrossGain, SignalGain, NoiseGain) = (new double[symbols * combs], new Complex[symbols * combs * combs], new double[symbols * combs]);
        HermitianMatrix? matrix = null;
        for (var (l, first) = (0, -1); l < symbols; l++)
        {
            var next = FirstRow(l);
            if (matrix is null || next != first)
                (matrix, first) = (Factored(next), next);
            First[l] = first;
            Design(l, matrix);
        }
    }

    /// <summary>Rows that each symbol is estimated from.</summary>
    public int Window { get; }

    /// <summary>The first of them, for each symbol.</summary>
    public int[] First { get; }

    /// <summary>v [symbols × window].</summary>
    public Complex[] Weights { get; }

    /// <summary>Re Σ v_i*·r(l − l_i) over the rows of a comb [symbols × combs].</summary>
    public double[] CrossGain { get; }

    /// <summary>Σ v_i·v_j*·r(l_i − l_j) over the rows of two combs [symbols × combs × combs].</summary>
    public Complex[] SignalGain { get; }

    /// <summary>Σ |v_i|² over the rows of a comb [symbols × combs].</summary>
    public double[] NoiseGain { get; }

    /// <summary>Noise power that is left, relative to the signal, Σ|v|² / Σ v_i·v_j*·r: 1/n for n rows of a channel that does not change.</summary>
    public double NoiseReduction()
    {
        var signal = 0.0;
        foreach (var value in SignalGain)
            signal += value.Real;
        return signal > 0 ? Math.Clamp(NoiseGain.Sum() / signal, 1.0 / _rows.Symbols.Length, 1) : 1;
    }

    private Complex Lag(int lag) => lag >= 0 ? _lags[lag] : Complex.Conjugate(_lags[-lag]);

    private int FirstRow(int symbol)
    {
        var at = Array.BinarySearch(_rows.Symbols, symbol);
        return Math.Clamp((at < 0 ? ~at : at) - Window / 2, 0, _rows.Symbols.Length - Window);
    }

    /// <summary>E[ĥ_i·ĥ_j*], conjugated, as the normal equations Σ_i v_i·E[ĥ_i·ĥ_j*] = E[h·ĥ_j*] want it.</summary>
    private HermitianMatrix Factored(int first)
    {
        var matrix = new HermitianMatrix(Window);
        for (var i = 0; i < Window; i++)
        {
            var (a, comb) = (first + i, _rows.Combs[first + i]);
            for (var j = 0; j <= i; j++)
                matrix[i, j] = Complex.Conjugate(_rows.Signal[comb, _rows.Combs[first + j]] * Lag(_rows.Symbols[a] - _rows.Symbols[first + j]));
            matrix[i, i] += _rows.Noise[comb];
        }
        matrix.Factor();
        return matrix;
    }

    private void Design(int symbol, HermitianMatrix matrix)
    {
        var combs = _rows.Gain.Length;
        var first = First[symbol];
        var v = Weights.AsSpan(symbol * Window, Window);
        for (var i = 0; i < Window; i++)
            v[i] = _rows.Gain[_rows.Combs[first + i]] * Lag(symbol - _rows.Symbols[first + i]);
        matrix.Solve(v);
        for (var i = 0; i < Window; i++)
        {
            var comb = _rows.Combs[first + i];
            CrossGain[symbol * combs + comb] += (Complex.Conjugate(v[i]) * Lag(symbol - _rows.Symbols[first + i])).Real;
            NoiseGain[symbol * combs + comb] += v[i].Real * v[i].Real + v[i].Imaginary * v[i].Imaginary;
            for (var j = 0; j < Window; j++)
                SignalGain[(symbol * combs + comb) * combs + _rows.Combs[first + j]] += v[i] * Complex.Conjugate(v[j]) * Lag(_rows.Symbols[first + i] - _rows.Symbols[first + j]);
        }
    }
}
