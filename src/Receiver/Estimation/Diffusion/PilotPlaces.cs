namespace SemCom.Receiver.Estimation;

/// <summary>
/// Where the observations of one window stand, relative to its first symbol and subcarrier, row by row, and their noise relative to N0. Symbols may lie outside of
/// the window. Equal by content.
/// </summary>
internal sealed class PilotPlaces : IObservationPattern, IEquatable<PilotPlaces>
{
    private readonly int _hash;

    /// <param name="symbols">OFDM symbol of each observation, ascending.</param>
    /// <param name="subcarriers">Subcarrier of each observation, ascending within a symbol.</param>
    /// <param name="noiseScales">Its noise power relative to N0.</param>
    public PilotPlaces(int[] symbols, int[] subcarriers, float[] noiseScales)
    {
        (Symbols, Subcarriers, NoiseScales) = (symbols, subcarriers, noiseScales);
        var rows = new List<Range>();
        for (var start = 0; start < symbols.Length;)
        {
            var end = start + 1;
            while (end < symbols.Length && symbols[end] == symbols[start])
                end++;
            rows.Add(start..end);
            start = end;
        }
        Rows = [.. rows];
        var hash = new HashCode();
        for (var i = 0; i < symbols.Length; i++)
            hash.Add((symbols[i], subcarriers[i], noiseScales[i]));
        _hash = hash.ToHashCode();
    }

    /// <summary>No observation at all.</summary>
    public static PilotPlaces None { get; } = new([], [], []);

    public int[] Symbols { get; }

    public int[] Subcarriers { get; }

    public float[] NoiseScales { get; }

    /// <summary>Observations of each symbol.</summary>
    public Range[] Rows { get; }

    public int Count => Symbols.Length;

    /// <inheritdoc/>
    public PatternFacts FactsOn(WaveGrid waves) =>
        new(Rows.Max(Length), Rows.Length, Gap(waves.Subcarriers), (double)(Symbols[^1] - Symbols[0]) / waves.Symbols);

    /// <inheritdoc/>
    public IPosterior PosteriorOf(WaveGrid waves, WavePowers powers) => new PilotPosterior(waves, this, powers);

    /// <summary>Usual distance of neighbouring observations of the fullest symbol; <paramref name="alone"/> where it has one.</summary>
    private int Gap(int alone)
    {
        var row = Subcarriers.AsSpan(Rows.MaxBy(Length));
        if (row.Length == 1)
            return alone;
        var gaps = new int[row.Length - 1];
        for (var i = 0; i < gaps.Length; i++)
            gaps[i] = row[i + 1] - row[i];
        Array.Sort(gaps);
        return gaps[gaps.Length / 2];
    }

    public bool Equals(PilotPlaces? other) => other is not null && Symbols.AsSpan().SequenceEqual(other.Symbols)
        && Subcarriers.AsSpan().SequenceEqual(other.Subcarriers) && NoiseScales.AsSpan().SequenceEqual(other.NoiseScales);

    public override bool Equals(object? obj) => Equals(obj as PilotPlaces);

    public override int GetHashCode() => _hash;

    private static int Length(Range row) => row.End.Value - row.Start.Value;
}
