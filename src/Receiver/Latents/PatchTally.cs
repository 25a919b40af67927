using SemCom.Latents;

namespace SemCom.Receiver.Latents;

/// <summary>Counts, value by value, what became of the latents of each patch.</summary>
internal sealed class PatchTally(LatentTables tables, SideMessage message, double plannedNoise)
{
    private const double WeakFactor = 4;

    private readonly PatchReport[] _reports = new PatchReport[message.Map.Patches.Count];
    private readonly double[] _errors = new double[message.Map.Patches.Count];

    /// <summary>Notes a value.</summary>
    /// <param name="group">Its group.</param>
    /// <param name="member">Its number in the group.</param>
    /// <param name="power">Power that it was sent with, of a mean of 1; null when it was not sent.</param>
    /// <param name="noise">Effective N0 of its symbol.</param>
    /// <param name="error">Its expected squared error.</param>
    public void Add(LatentGroup group, int member, double? power, double noise, double error)
    {
        if (group.Class < 0)
            return;
        var patch = group.Members[member];
        _errors[patch] += error;
        if (power is not { } sent)
            return;
        ref var report = ref _reports[patch];
        var lost = double.IsPositiveInfinity(noise);
        report = report with
        {
            Sent = report.Sent + 1,
            Boosted = report.Boosted + (sent > 1 ? 1 : 0),
            Silent = report.Silent + (sent == 0 ? 1 : 0),
            Weak = report.Weak + (!lost && noise > WeakFactor * plannedNoise ? 1 : 0),
            Lost = report.Lost + (lost ? 1 : 0),
        };
    }

    /// <summary>All patches.</summary>
    public FrameExplanation ToExplanation()
    {
        var grid = message.Map.Patches;
        for (var i = 0; i < _reports.Length; i++)
        {
            var (row, column) = (i / grid.Columns, i % grid.Columns);
            _reports[i] = _reports[i] with
            {
                Class = message.Map[row, column],
                Weight = message.Focus is { } focus ? focus.WeightOf(focus.LevelOf(row, column)) : 1,
                ExpectedError = Math.Sqrt(_errors[i] / (3.0 * tables.Patch * tables.Patch)),
            };
        }
        return new FrameExplanation(grid.Rows, grid.Columns, tables.Patch, _reports);
    }
}
