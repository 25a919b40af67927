using System.Buffers.Binary;

namespace SemCom.Agents;

/// <summary>
/// The numbers of a model of a link. A cell is a way at a point of the grid; of each cell three kinds are known: error [dB], error inside what matters [dB], semantic similarity.
/// In files: means, loss rates, channel uses and noise as 32-bit floats, then loadings as 16-bit ones, little-endian.
/// </summary>
/// <param name="factors">In how many ways pictures differ.</param>
/// <param name="mean">Mean of each kind in each cell [cells · kinds].</param>
/// <param name="loss">Share of the frames that are lost in each cell.</param>
/// <param name="cbr">Channel uses / source values of each way at each planned SNR.</param>
/// <param name="noise">Variance of what no factor tells, against the kind's scale, of each way and kind.</param>
/// <param name="loadings">How much a factor changes a cell's kind, against its scale [cells · kinds · factors].</param>
internal sealed class TwinNumbers(int factors, float[] mean, float[] loss, float[] cbr, float[] noise, Half[] loadings)
{
    /// <summary>Kinds of a cell.</summary>
    public const int Kinds = 3;

    private const int MaxCells = 1 << 18;

    /// <summary>Usual differences between pictures.</summary>
    public static ReadOnlySpan<float> Scales => [3, 3, 0.1f];

    public int Factors => factors;

    public ReadOnlySpan<float> Mean => mean;

    public ReadOnlySpan<float> Loss => loss;

    public float[] Cbr => cbr;

    public ReadOnlySpan<float> Noise => noise;

    public float Loading(int cell, int kind, int factor) => (float)loadings[(cell * Kinds + kind) * factors + factor];

    /// <summary>What a cell's kind is with a picture of such factors.</summary>
    public float Value(int cell, int kind, ReadOnlySpan<float> of)
    {
        var sum = 0f;
        for (var factor = 0; factor < of.Length; factor++)
            sum += Loading(cell, kind, factor) * of[factor];
        return mean[cell * Kinds + kind] + Scales[kind] * sum;
    }

    public byte[] ToBytes()
    {
        float[][] singles = [mean, loss, cbr, noise];
        var bytes = new byte[sizeof(float) * singles.Sum(values => values.Length) + 2 * loadings.Length];
        var at = 0;
        foreach (var value in singles.SelectMany(values => values))
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at), value);
            at += sizeof(float);
        }
        foreach (var value in loadings)
        {
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(at), value);
            at += 2;
        }
        return bytes;
    }

    /// <summary>The inverse; null where there are more or fewer bytes, or a number cannot be.</summary>
    public static TwinNumbers? FromBytes(ReadOnlySpan<byte> bytes, int ways, RecordingGrid grid, int factors)
    {
        var cells = (long)ways * grid.Count;
        if (cells > MaxCells)
            return null;
        var counts = (Mean: (int)cells * Kinds, Loss: (int)cells, Cbr: ways * grid.PlanSnrDb.Count, Noise: ways * Kinds);
        var loadings = (long)counts.Mean * factors;
        if (bytes.Length != sizeof(float) * (long)(counts.Mean + counts.Loss + counts.Cbr + counts.Noise) + 2 * loadings)
            return null;
        var (mean, loss, cbr, noise) = (Singles(ref bytes, counts.Mean), Singles(ref bytes, counts.Loss), Singles(ref bytes, counts.Cbr), Singles(ref bytes, counts.Noise));
        var halves = new Half[loadings];
        for (var i = 0; i < halves.Length; i++)
            halves[i] = BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
        var isSound = mean.All(float.IsFinite) && loss.All(x => x is >= 0 and <= 1) && cbr.All(x => x >= 0 && float.IsFinite(x)) && noise.All(x => x > 0 && float.IsFinite(x)) && halves.All(Half.IsFinite);
        return isSound ? new TwinNumbers(factors, mean, loss, cbr, noise, halves) : null;
    }

    private static float[] Singles(ref ReadOnlySpan<byte> bytes, int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(sizeof(float) * i)..]);
        bytes = bytes[(sizeof(float) * count)..];
        return values;
    }
}
