namespace SemCom.Channels;

/// <summary>Makes traces from files of other programs. The formats are in this folder's README.</summary>
public static class TraceImport
{
    /// <summary>Reads a CSV or NPY file; the ending tells which.</summary>
    /// <exception cref="SemComException">No such file, an unknown ending, or contents that are not allowed.</exception>
    public static ChannelTrace Load(string path, TraceImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        var (name, raw) = (Path.GetFileName(path), Read(path, options));
        try
        {
            ChannelTrace.CheckFinite(raw.Gains, raw.Shape.Paths);
            TraceNormalizer.Apply(options.Normalization, raw.Shape, raw.Gains);
            return new(raw.Shape, raw.IntervalSeconds, raw.DelaysSeconds, raw.Gains)
            {
                Interpolation = options.Interpolation,
                Normalization = options.Normalization,
                Origin = new(name, 0, TraceOrigin.ThisProgram),
            };
        }
        catch (SemComException e)
        {
            throw new SemComException($"{path}: {e.Message}", e);
        }
    }

    private static RawTrace Read(string path, TraceImportOptions options) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".CSV" => CsvTraces.Read(path, options),
        ".NPY" => NpyTraces.Read(path, options),
        var other => throw new SemComException($"{path}: the ending must be .csv or .npy (was '{other.ToLowerInvariant()}'); rename or convert the file"),
    };
}

/// <summary>What an import found, before it is normalised.</summary>
internal sealed record RawTrace(TraceShape Shape, double IntervalSeconds, double[] DelaysSeconds, Complex32[] Gains);
