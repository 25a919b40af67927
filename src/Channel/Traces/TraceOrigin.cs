namespace SemCom.Channels;

/// <summary>Where a trace came from.</summary>
/// <param name="Channel">Text form of the channel that was recorded, or the name of the file that was imported.</param>
/// <param name="Seed">Seed of the recording; 0 for an import.</param>
/// <param name="Program">Program and version that made the trace.</param>
public sealed record TraceOrigin(string Channel, ulong Seed, string Program)
{
    /// <summary>Longest text of a part, in bytes of UTF-8.</summary>
    public const int MaxTextBytes = 1024;

    /// <summary>Nothing is known.</summary>
    public static TraceOrigin Unknown { get; } = new("", 0, "");

    /// <summary>This program: name and version.</summary>
    public static string ThisProgram { get; } = $"SemCom {typeof(TraceOrigin).Assembly.GetName().Version?.ToString(3)}";
}
