namespace SemCom.Channels;

/// <summary>What a file of gains does not say itself.</summary>
public sealed record TraceImportOptions
{
    /// <summary>Distance between times [s]; needed where a file has several times without saying when they are.</summary>
    public double? IntervalSeconds { get; init; }

    /// <summary>Delay of each path [s]; needed where a file has several paths without saying so. The default for a single path is 0.</summary>
    public IReadOnlyList<double>? DelaysSeconds { get; init; }

    /// <summary>How gains are scaled. The default is one factor for all, to a mean power of 1.</summary>
    public TraceNormalization Normalization { get; init; } = TraceNormalization.Average;

    /// <summary>What holds between two times. The default is a straight line.</summary>
    public TraceInterpolation Interpolation { get; init; }

    internal double IntervalFor(int times, string name)
    {
        if (times == 1)
            return 0;
        return IntervalSeconds ?? throw new SemComException($"{name}: the interval between its {times} times must be given (the file does not say it); add for example --interval 1ms");
    }

    internal double[] DelaysFor(int paths, string name)
    {
        if (DelaysSeconds is null && paths > 1)
            throw new SemComException($"{name}: the delays of its {paths} paths must be given (the file does not say them); add --delays with one for each path");
        if (DelaysSeconds is { } given && given.Count != paths)
            throw new SemComException($"{name}: delays must be one for each of its {paths} paths (was {given.Count}); change --delays");
        return DelaysSeconds is null ? [0] : [.. DelaysSeconds];
    }
}
