namespace SemCom.Agents;

/// <summary>
/// Learns by how much the changed tiles of one scene arrive better or worse than is expected of it. What a scene brings as a whole is tried at home; which of its tiles change is not known then. A constant, by
/// Kalman's filter.
/// </summary>
internal sealed class SceneTiles
{
    /// <summary>How much scenes differ from what is expected, and frames from what is usual in their scene [dB].</summary>
    private const double ScenesDb = 1.2, FramesDb = 1.5;

    private double _variance = ScenesDb * ScenesDb;

    /// <summary>How much larger errors are than expected [dB].</summary>
    public double ErrorDb { get; private set; }

    /// <summary>What changed tiles will bring.</summary>
    public RecordedOutcome Apply(RecordedOutcome predicted) => predicted with { ErrorDb = (float)(predicted.ErrorDb + ErrorDb), FocusErrorDb = (float)(predicted.FocusErrorDb + ErrorDb) };

    /// <summary>Takes what was received.</summary>
    /// <param name="differenceDb">Its error against what was expected, <see cref="ErrorDb"/> included [dB].</param>
    public void Learn(double differenceDb)
    {
        var gain = _variance / (_variance + FramesDb * FramesDb);
        ErrorDb += gain * differenceDb;
        _variance *= 1 - gain;
    }
}
