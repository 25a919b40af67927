namespace SemCom.Agents;

/// <summary>Where a pair of SNRs lies between the points of a grid; beyond the grid its edge is taken.</summary>
/// <param name="Plan">Planned SNR below.</param>
/// <param name="PlanShare">How far it is from there to the next one, 0 to 1.</param>
/// <param name="Offset">Difference below.</param>
/// <param name="OffsetShare">The same for it.</param>
internal readonly record struct GridPlace(int Plan, double PlanShare, int Offset, double OffsetShare)
{
    /// <summary>Corners of a cell.</summary>
    public const int Corners = 4;

    /// <summary>Finds it.</summary>
    public static GridPlace Of(RecordingGrid grid, double planSnrDb, double snrDb)
    {
        var (plan, planShare) = Place(grid.PlanSnrDb, planSnrDb);
        var (offset, offsetShare) = Place(grid.OffsetDb, snrDb - planSnrDb);
        return new GridPlace(plan, planShare, offset, offsetShare);
    }

    /// <summary>A corner's number in the grid and its weight, which is 0 where there is none.</summary>
    public (int Point, double Weight) Corner(RecordingGrid grid, int corner)
    {
        var (p, o) = (corner >> 1, corner & 1);
        var weight = (p == 0 ? 1 - PlanShare : PlanShare) * (o == 0 ? 1 - OffsetShare : OffsetShare);
        return (weight == 0 ? 0 : grid.At(Plan + p, Offset + o), weight);
    }

    /// <summary>Interpolates between points.</summary>
    /// <param name="points">Where values are known, rising; beyond them the nearest is taken.</param>
    /// <param name="values">The values there.</param>
    /// <param name="at">Where it is wanted.</param>
    public static double Interpolate(IReadOnlyList<double> points, ReadOnlySpan<float> values, double at)
    {
        var (index, share) = Place(points, at);
        return share == 0 ? values[index] : (1 - share) * values[index] + share * values[index + 1];
    }

    /// <summary>The point below a value, and how far it is from there to the next one.</summary>
    private static (int Index, double Share) Place(IReadOnlyList<double> points, double value)
    {
        for (var i = 0; i + 1 < points.Count; i++)
        {
            if (value < points[i + 1])
                return (i, Math.Max(0, (value - points[i]) / (points[i + 1] - points[i])));
        }
        return (points.Count - 1, 0);
    }
}
