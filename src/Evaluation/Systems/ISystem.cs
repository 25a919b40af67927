namespace SemCom.Evaluation;

/// <summary>
/// A codec over a simulated link: ours or a rival. All of them are charged by the same ledger and fill the same record.
/// One instance serves all workers, so <see cref="SendAsync"/> is called concurrently.
/// </summary>
public interface ISystem
{
    /// <summary>Short name, as typed after <c>--systems</c>.</summary>
    string Name { get; }

    /// <summary>What computes the result, for example model id and SHA-256 or a codec's version: equal text, equal results.</summary>
    string Identity { get; }

    /// <summary>What it is in a comparison.</summary>
    SystemKind Kind => SystemKind.Other;

    /// <summary>Sends one picture; the result depends on nothing but the arguments.</summary>
    /// <exception cref="SemComException">The picture or the conditions cannot be used.</exception>
    ValueTask<SystemResult> SendAsync(Picture picture, LinkConditions conditions, CancellationToken cancellationToken);
}

/// <summary>The link that one picture has to cross.</summary>
public sealed record LinkConditions
{
    /// <summary>Channel specification, for example <c>rayleigh:coherence=64</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>Es/N0 per complex symbol at the receiver, averaged over fading [dB].</summary>
    public required double SnrDb { get; init; }

    /// <summary>Channel uses allowed for each source value.</summary>
    public required double Cbr { get; init; }

    /// <summary>SNR that the transmitter plans for [dB]; null: the channel's.</summary>
    public double? PlanSnrDb { get; init; }

    /// <summary>Seed of all random streams. The default value is 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Frame number, which keys the random streams together with the seed. The default value is 0.</summary>
    public ulong Frame { get; init; }

    /// <summary>Name of the source, for systems that look pictures up; null where it has none.</summary>
    public string? Source { get; init; }

    /// <summary>True gives the receiver the true channel state.</summary>
    public bool Genie { get; init; }

    /// <summary>What is measured of the received picture. The default value is <see cref="PictureMetrics.Pixels"/>.</summary>
    public PictureMetrics Metrics { get; init; } = PictureMetrics.Pixels;

    /// <summary>Threads inside one inference; null: all cores.</summary>
    public int? Threads { get; init; }
}

/// <summary>What came out of a link.</summary>
/// <param name="Picture">The received picture; the concealed one when the frame was lost.</param>
/// <param name="Quality">The record; the caller sets its source.</param>
/// <param name="Notices">One-line remarks, for example that transparency was laid over white.</param>
public sealed record SystemResult(Picture Picture, QualityRecord Quality, IReadOnlyList<string> Notices)
{
    /// <summary>What mattered in the picture; null without a focus.</summary>
    public RegionOfInterest? Interest { get; init; }

    /// <summary>What became of each part of it; null unless it was asked for, and for a lost frame.</summary>
    public FrameExplanation? Explanation { get; init; }
}
