namespace SemCom.Evaluation;

/// <summary>
/// What counts as one independent observation: a source, whose seeds are averaged first, for two seeds of a picture tell less about
/// pictures than two pictures. The frames of a sequence, named <c>SEQUENCE/FILE</c>, are one source: neighbours are nearly the same. With a single source it is the seed.
/// </summary>
internal static class SamplingUnits
{
    /// <summary>The unit that a source of this name belongs to: its sequence, or itself.</summary>
    public static string NameOf(string source) => source.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? source[..end] : source;

    /// <summary>One mean for each unit, in the order in which units first appear.</summary>
    public static double[] Means<T>(IEnumerable<T> items, Func<T, string> source, Func<T, ulong> seed, Func<T, double> value) =>
        [.. Group(items, source, seed).Select(unit => unit.Average(value))];

    /// <summary>The items of each unit, in the order in which units first appear.</summary>
    public static IReadOnlyList<IReadOnlyList<T>> Group<T>(IEnumerable<T> items, Func<T, string> source, Func<T, ulong> seed)
    {
        var bySource = items.GroupBy(item => NameOf(source(item)), StringComparer.Ordinal).Select(unit => unit.ToArray()).ToArray();
        return bySource.Length == 1 ? [.. bySource[0].GroupBy(seed).Select(unit => unit.ToArray())] : bySource;
    }
}
