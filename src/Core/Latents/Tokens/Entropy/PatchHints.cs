namespace SemCom.Latents;

/// <summary>What the message parts before the levels tell of each patch: whether its neighbours have its rotation, its class and theirs, and how the colour means change around it.</summary>
internal static class PatchHints
{
    /// <summary>Numbers of a patch.</summary>
    public const int Count = 16;

    private const double Least = 0.05, Brightest = 4096;

    /// <summary>Hints [patches · <see cref="Count"/>].</summary>
    /// <param name="map">Classes.</param>
    /// <param name="rotations">Rotations.</param>
    /// <param name="means">Decoded colour means, in planes.</param>
    /// <param name="spread">Distance of a quantiser's points (0..255 scale).</param>
    public static float[] Of(ClassMap map, RotationMap rotations, ReadOnlySpan<float> means, double spread)
    {
        var grid = map.Patches;
        var hints = new float[grid.Count * Count];
        for (var patch = 0; patch < grid.Count; patch++)
        {
            var (row, column) = (patch / grid.Columns, patch % grid.Columns);
            var west = column > 0 ? patch - 1 : patch;
            var east = column < grid.Columns - 1 ? patch + 1 : patch;
            var north = row > 0 ? patch - grid.Columns : patch;
            var south = row < grid.Rows - 1 ? patch + grid.Columns : patch;
            var to = hints.AsSpan(patch * Count, Count);
            (to[0], to[1]) = (Same(patch, west), Same(patch, north));
            to[2] = ClassOf(patch);
            (to[3], to[4], to[5], to[6]) = (Slope(means, patch, west), Slope(means, patch, east), Slope(means, patch, north), Slope(means, patch, south));
            (to[7], to[8]) = (Log(means[west] + means[east] - 2 * means[patch]), Log(means[north] + means[south] - 2 * means[patch]));
            for (var colour = 1; colour <= 2; colour++)
            {
                var plane = means.Slice(colour * grid.Count, grid.Count);
                to[8 + colour] = Log(plane[west] + plane[east] + plane[north] + plane[south] - 4 * plane[patch]);
            }
            to[11] = (float)(means[patch] / Brightest);
            (to[12], to[13], to[14], to[15]) = (ClassOf(west) - to[2], ClassOf(east) - to[2], ClassOf(north) - to[2], ClassOf(south) - to[2]);
        }
        return hints;

        float Same(int patch, int other) => other != patch && rotations.Taken[other] == rotations.Taken[patch] ? 1 : 0;

        float ClassOf(int patch) => map[patch / grid.Columns, patch % grid.Columns];

        float Slope(ReadOnlySpan<float> plane, int patch, int other) => Log(plane[patch] - plane[other]);

        float Log(float difference) => PiecewiseLog.Of(Math.Abs(difference) / spread, Least);
    }
}
