namespace SemCom;

/// <summary>Where a picture stands among scenes: the colours of 4x4 fields, less their mean, as a unit vector.</summary>
internal static class SceneDescriptor
{
    private const int Fields = 4;

    /// <summary>Numbers of a descriptor.</summary>
    public const int Length = Fields * Fields * 3;

    /// <summary>The descriptor [48]: red, green and blue of each field, rows from the top.</summary>
    public static float[] Of(Picture picture)
    {
        var (sums, counts) = (new double[Length], new int[Fields * Fields]);
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var field = y * Fields / picture.Height * Fields + x * Fields / picture.Width;
                counts[field]++;
                for (var c = 0; c < 3; c++)
                    sums[3 * field + c] += picture.Rgb[3 * (y * picture.Width + x) + c];
            }
        }
        for (var i = 0; i < sums.Length; i++)
            sums[i] /= Math.Max(1, counts[i / 3]);
        var mean = sums.Average();
        var length = Math.Sqrt(sums.Sum(s => (s - mean) * (s - mean)));
        return Array.ConvertAll(sums, s => (float)((s - mean) / Math.Max(length, 1e-9)));
    }
}
