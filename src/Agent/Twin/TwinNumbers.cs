using System.Buffers.Binary;

namespace SemCom.Agents;

/// <summary>
/// The numbers of a model of a link. A cell is a way at a point of the grid; of each cell three kinds are known: error [dB], error inside what matters [dB], semantic similarity. Pictures differ in the same
/// factors over all channels. In files: noise as 32-bit floats, loadings as 16-bit ones, little-endian, and then one channel after another.
/// </summary>
/// <param name="factors">In how many ways pictures differ.</param>
/// <param name="noise">Variance of what no factor tells, against the kind's scale, of each way and kind.</param>
/// <param name="loadings">How much a factor changes a cell's kind, against its scale [cells · kinds · factors].</param>
/// <param name="channels">Channels that are known; the first is the usual one, over which pictures are tried at home.</param>
internal sealed class TwinNumbers(int factors, float[] noise, Half[] loadings, IReadOnlyList<TwinChannel> channels)
{
    /// <summary>Kinds of a cell.</summary>
    public const int Kinds = 3;

    private const int MaxCells = 1 << 18;

    /// <summary>Usual differences between pictures.</summary>
    public static ReadOnlySpan<float> Scales => [3, 3, 0.1f];

    public int Factors => factors;

    public ReadOnlySpan<float> Noise => noise;

    public IReadOnlyList<TwinChannel> Channels => channels;

    public float Loading(int cell, int kind, int factor) => (float)loadings[(cell * Kinds + kind) * factors + factor];

    /// <summary>By how much a cell's kind differs from its mean with a picture of such factors.</summary>
    public float Difference(int cell, int kind, ReadOnlySpan<float> of)
    {
        var sum = 0f;
        for (var factor = 0; factor < of.Length; factor++)
            sum += Loading(cell, kind, factor) * of[factor];
        return Scales[kind] * sum;
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[sizeof(float) * noise.Length + 2 * loadings.Length];
        for (var i = 0; i < noise.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(float) * i), noise[i]);
        for (var i = 0; i < loadings.Length; i++)
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(sizeof(float) * noise.Length + 2 * i), loadings[i]);
        return [.. bytes, .. channels.SelectMany(channel => channel.ToBytes())];
    }

    /// <summary>The inverse; null where there are more or fewer bytes, or a number cannot be.</summary>
    public static TwinNumbers? FromBytes(ReadOnlySpan<byte> bytes, int ways, RecordingGrid grid, int factors, IReadOnlyList<string> names)
    {
        var cells = (long)ways * grid.Count;
        if (cells > MaxCells)
            return null;
        var (head, loadings, each) = (sizeof(float) * ways * Kinds, cells * Kinds * factors, TwinChannel.Bytes((int)cells, ways * grid.PlanSnrDb.Count));
        if (bytes.Length != head + 2 * loadings + (long)names.Count * each)
            return null;
        var (noise, halves) = (Singles(bytes[..head]), new Half[loadings]);
        for (var i = 0; i < halves.Length; i++)
            halves[i] = BinaryPrimitives.ReadHalfLittleEndian(bytes[(head + 2 * i)..]);
        var channels = new TwinChannel[names.Count];
        for (var i = 0; i < channels.Length; i++)
        {
            if (TwinChannel.FromBytes(names[i], bytes.Slice(head + 2 * halves.Length + i * each, each), (int)cells) is not { } channel)
                return null;
            channels[i] = channel;
        }
        return noise.All(x => x > 0 && float.IsFinite(x)) && halves.All(Half.IsFinite) ? new TwinNumbers(factors, noise, halves, channels) : null;
    }

    internal static float[] Singles(ReadOnlySpan<byte> bytes)
    {
        var values = new float[bytes.Length / sizeof(float)];
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(sizeof(float) * i)..]);
        return values;
    }
}
