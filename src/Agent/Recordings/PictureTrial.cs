namespace SemCom;

/// <summary>
/// What became of a picture in three transmissions that the transmitter tries at home, with a receiver of its own and noise of its own, when a scene begins: how hard the picture is for this codec. The true
/// channel has no part in it.
/// </summary>
/// <param name="Coarse">At a low rate.</param>
/// <param name="Fine">At a high rate.</param>
/// <param name="Generated">With made-up details.</param>
public sealed record PictureTrial(RecordedOutcome Coarse, RecordedOutcome Fine, RecordedOutcome Generated)
{
    /// <summary>Planned and true SNR of trials [dB].</summary>
    public const double PlanSnrDb = 10, SnrDb = 12;

    /// <summary>The ways that are tried: low rate, high rate, made-up details.</summary>
    public static IReadOnlyList<SendingWay> Ways { get; } =
    [
        new(FrameSampling.Whole, LinkMode.Analog, 48, 5, Focused: false),
        new(FrameSampling.Whole, LinkMode.Analog, 12, 5, Focused: false),
        new(FrameSampling.Whole, LinkMode.Generative, 128, 3, Focused: false),
    ];

    /// <summary>The trial of a recorded picture: its transmissions at the same SNRs.</summary>
    /// <exception cref="SemComException">The recording lacks a way.</exception>
    internal static PictureTrial Of(LinkRecording recording, int picture)
    {
        return new PictureTrial(Find(0), Find(1), Find(2));

        RecordedOutcome Find(int way)
        {
            var index = recording.Ways.ToList().IndexOf(Ways[way].Name);
            return index >= 0
                ? recording.Outcome(picture, index, PlanSnrDb, SnrDb)
                : throw new SemComException($"recording: it must have the way of sending '{Ways[way].Name}' (has not); record it again");
        }
    }

    /// <summary>Numbers of a trial: errors in dB around 20, in tens, and similarities.</summary>
    internal void CopyTo(Span<float> numbers)
    {
        ReadOnlySpan<RecordedOutcome> outcomes = [Coarse, Fine, Generated];
        for (var i = 0; i < outcomes.Length; i++)
            (numbers[3 * i], numbers[3 * i + 1], numbers[3 * i + 2]) = ((outcomes[i].ErrorDb - LinkTwin.MeanErrorDb) / LinkTwin.ErrorScaleDb, (outcomes[i].FocusErrorDb - LinkTwin.MeanErrorDb) / LinkTwin.ErrorScaleDb, 2 * outcomes[i].Similarity - 1);
    }
}
