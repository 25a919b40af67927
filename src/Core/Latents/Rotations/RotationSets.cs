namespace SemCom.Latents;

/// <summary>The rotations of a model, with what is expected of latents in each of their uses. Read from the model's <c>rotations.json</c>; immutable.</summary>
/// <param name="Analog">For latents that are sent as amplitudes.</param>
/// <param name="Tokens">The same bases, for latents that are sent as bits, and wide ones of all latents behind the colour means.</param>
public sealed record RotationSets(LatentRotations Analog, LatentRotations Tokens)
{
    private const string Name = "rotations.json";

    /// <summary>Reads and checks <c>rotations.json</c>.</summary>
    /// <param name="json">Its bytes.</param>
    /// <param name="tables">The model's statistics.</param>
    /// <exception cref="SemComException">It is no such file, or its numbers disagree.</exception>
    public static RotationSets Parse(ReadOnlySpan<byte> json, LatentTables tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var file = ModelJson.Read(json, LatentRotationsJson.Default.LatentRotationsFile, Name, "no rotations of latents");
        return file.Fault(tables) is { } fault ? throw ModelJson.Fault(Name, fault) : Of(file);
    }

    private static RotationSets Of(LatentRotationsFile file)
    {
        float[][] bases = [.. file.AllBases().Select(Orthonormal)];
        return new RotationSets(new LatentRotations(bases[..file.Analog.Profiles.Length], file.Analog), new LatentRotations(bases, file.Tokens, new NeighbourWeights(file.Neighbours)));
    }

    /// <summary>Stored rows are rounded: Gram and Schmidt make them orthonormal again.</summary>
    private static float[] Orthonormal(int[] stored)
    {
        var size = (int)Math.Sqrt(stored.Length);
        var rows = new double[size][];
        for (var i = 0; i < size; i++)
        {
            var row = rows[i] = new double[size];
            for (var j = 0; j < size; j++)
                row[j] = stored[i * size + j];
            for (var before = 0; before < i; before++)
                Subtract(row, rows[before], Dot(row, rows[before]));
            var length = Math.Sqrt(Dot(row, row));
            if (length < 1e-6)
                throw ModelJson.Fault(Name, "the rows of a basis must be independent");
            for (var j = 0; j < size; j++)
                row[j] /= length;
        }
        return [.. rows.SelectMany(row => row).Select(v => (float)v)];
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void Subtract(double[] row, double[] other, double times)
    {
        for (var i = 0; i < row.Length; i++)
            row[i] -= times * other[i];
    }
}
