using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Complex;
using SystemComplex = System.Numerics.Complex;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// A window seen whole, as coordinates [rows × columns] in orthonormal bases of the spaces that the waves span, over time and over frequency: what lies outside of them is
/// noise, and white noise stays white. Immutable.
/// </summary>
internal sealed class WholeGrid : IObservationPattern
{
    private const int MostColumns = 30, MostRows = 4;

    public WholeGrid(WaveGrid waves)
    {
        Waves = waves;
        (TimeBasis, TimeWaves) = Span(waves.Symbols, waves.Dopplers.Length, waves.DopplerWave, MostRows);
        (FrequencyBasis, FrequencyWaves) = Span(waves.Subcarriers, waves.Delays.Length, waves.DelayWave, MostColumns);
    }

    public WaveGrid Waves { get; }

    /// <summary>Coordinates over time.</summary>
    public int Rows => TimeWaves.Count;

    /// <summary>Coordinates over frequency.</summary>
    public int Columns => FrequencyWaves.Count;

    /// <summary>The waves in coordinates over time [rows × Doppler shifts].</summary>
    public SplitRows TimeWaves { get; }

    /// <summary>The waves in coordinates over frequency [columns × delays].</summary>
    public SplitRows FrequencyWaves { get; }

    /// <inheritdoc/>
    public PatternFacts FactsOn(WaveGrid waves) => new(waves.Subcarriers, waves.Symbols, 1, 1 - 1.0 / waves.Symbols);

    /// <inheritdoc/>
    public IPosterior PosteriorOf(WaveGrid waves, WavePowers powers) => new WholeGridPosterior(this, powers);

    /// <summary>Basis over time, one vector a row [rows × symbols].</summary>
    public SplitRows TimeBasis { get; }

    /// <summary>Basis over frequency, one vector a row [columns × subcarriers].</summary>
    public SplitRows FrequencyBasis { get; }

    /// <summary>Gains [symbols × subcarriers] of coordinates.</summary>
    public SplitRows Gains(SplitRows coordinates)
    {
        var gains = new SplitRows(Waves.Symbols, Waves.Subcarriers);
        Compose(TimeBasis, FrequencyBasis, coordinates, gains);
        return gains;
    }

    /// <summary>Σ coordinate·over time·over frequency, for vectors over time and over frequency, one a row.</summary>
    public static void Compose(SplitRows overTime, SplitRows overFrequency, SplitRows coordinates, SplitRows gains)
    {
        // Over time first: it has fewer coordinates.
        var course = new SplitRow(overFrequency.Count);
        for (var l = 0; l < gains.Count; l++)
        {
            course.Clear();
            for (var r = 0; r < overTime.Count; r++)
                course.Add(overTime[r][l], coordinates[r]);
            gains[l].Clear();
            for (var c = 0; c < overFrequency.Count; c++)
                gains[l].Add(course[c], overFrequency[c]);
        }
    }

    /// <summary>The left singular vectors of the largest singular values, one a row, and the waves in their coordinates.</summary>
    private static (SplitRows Basis, SplitRows Waves) Span(int places, int rates, Func<int, SplitRow> waves, int most)
    {
        var matrix = DenseMatrix.Create(places, rates, (place, rate) => waves(place)[rate]);
        var basis = matrix.Svd().U.SubMatrix(0, places, 0, Math.Min(most, places));
        return (Rowwise(basis.Transpose()), Rowwise(basis.ConjugateTranspose() * matrix));
    }

    private static SplitRows Rowwise(Matrix<SystemComplex> matrix)
    {
        var rows = new SplitRows(matrix.RowCount, matrix.ColumnCount);
        foreach (var (row, column, value) in matrix.EnumerateIndexed(Zeros.Include))
            rows[row].Set(column, value);
        return rows;
    }
}
