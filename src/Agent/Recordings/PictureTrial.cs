namespace SemCom;

/// <summary>
/// What became of a picture in transmissions that the transmitter tries at home when a scene begins, one in every way or in some, with a receiver of its own and noise of its own: how hard the picture is for this codec.
/// The true channel has no part in it. Immutable.
/// </summary>
public sealed class PictureTrial
{
    /// <summary>Planned and true SNR of trials [dB].</summary>
    public const double PlanSnrDb = 10, SnrDb = 12;

    private static readonly int CoarseWay = Find("analog 1/48 margin 5"), FineWay = Find("analog 1/12 margin 5");

    /// <summary>Keeps outcomes.</summary>
    /// <param name="outcomes">One for each of <see cref="Ways"/>; loss rates are 0, or 1 where nothing arrived or was tried, and the rest says nothing.</param>
    /// <exception cref="SemComException">There are not as many as ways.</exception>
    public PictureTrial(IReadOnlyList<RecordedOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        if (outcomes.Count != Ways.Count)
            throw new SemComException($"trial of a picture: it must have {Ways.Count} outcomes, one of each way (has {outcomes.Count}); try the picture again");
        Outcomes = [.. outcomes];
    }

    /// <summary>The ways that are tried: all of the usual plans. Changed tiles are those of some blocks, and their outcome is the mean.</summary>
    public static IReadOnlyList<SendingWay> Ways => PlanCatalogue.Default.Ways;

    /// <summary>Blocks of changed tiles that are tried, spread evenly over the picture: beside and below each other.</summary>
    public const int BlocksAcross = 4, BlocksDown = 3;

    /// <summary>What is supposed of a picture at a low and at a high rate, where nothing was tried.</summary>
    public static PictureTrial Suppose(RecordedOutcome coarse, RecordedOutcome fine) => new([.. Ways.Select((_, way) => way == CoarseWay ? coarse : way == FineWay ? fine : RecordedOutcome.Lost)]);

    /// <summary>Nothing was tried.</summary>
    internal static PictureTrial None { get; } = new([.. Ways.Select(_ => RecordedOutcome.Lost)]);

    /// <summary>What became of each way.</summary>
    public IReadOnlyList<RecordedOutcome> Outcomes { get; }

    /// <summary>The outcome at a low rate.</summary>
    public RecordedOutcome Coarse => Outcomes[CoarseWay];

    /// <summary>The outcome at a high rate.</summary>
    public RecordedOutcome Fine => Outcomes[FineWay];

    private static int Find(string name) => Ways.Select(way => way.Name).ToList().IndexOf(name);
}
