namespace SemCom.Evaluation;

/// <summary>Cuts a line into the strokes of its pattern.</summary>
internal static class Dashes
{
    /// <summary>The straight pieces that are drawn. The pattern runs on around corners.</summary>
    /// <param name="places">The line.</param>
    /// <param name="pattern">Lengths of strokes and gaps in turn; empty for a solid line.</param>
    public static IEnumerable<(Place From, Place To)> Cut(IReadOnlyList<Place> places, IReadOnlyList<double> pattern)
    {
        var (step, left) = (0, pattern.Count > 0 ? pattern[0] : double.PositiveInfinity);
        for (var i = 1; i < places.Count; i++)
        {
            var (from, to) = (places[i - 1], places[i]);
            var length = Math.Sqrt((to.X - from.X) * (to.X - from.X) + (to.Y - from.Y) * (to.Y - from.Y));
            for (var begin = 0.0; begin < length;)
            {
                // What is left is compared, not reduced to 0: its rest after rounding may be too small to go on with.
                var ends = begin + left <= length;
                var end = ends ? begin + left : length;
                if (step % 2 == 0)
                    yield return (Between(from, to, begin / length), Between(from, to, end / length));
                left = ends ? pattern[++step % pattern.Count] : left - (end - begin);
                begin = end;
            }
        }
    }

    private static Place Between(Place a, Place b, double share) => new(a.X + (b.X - a.X) * share, a.Y + (b.Y - a.Y) * share);
}
