namespace SemCom;

/// <summary>At which SNRs transmissions are recorded: planned ones, and true ones as differences from them.</summary>
/// <param name="PlanSnrDb">Planned SNRs, rising [dB].</param>
/// <param name="OffsetDb">True − planned SNR, rising [dB].</param>
public sealed record RecordingGrid(IReadOnlyList<double> PlanSnrDb, IReadOnlyList<double> OffsetDb)
{
    /// <summary>From a link that hardly carries anything to one that carries all.</summary>
    public static RecordingGrid Default { get; } = new([-2, 4, 10, 16, 22], [-9, -5.5, -3, -1, 2, 7]);

    /// <summary>Points of the grid.</summary>
    public int Count => PlanSnrDb.Count * OffsetDb.Count;

    /// <summary>Number of a point.</summary>
    public int At(int plan, int offset) => plan * OffsetDb.Count + offset;
}
