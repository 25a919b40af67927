using SemCom.Agents;

namespace SemCom;

/// <summary>
/// Real transmissions of some pictures in every way, at every point of a grid of planned and true SNRs. What a simulated environment answers comes from here: between the points outcomes are
/// interpolated linearly in dB, and the share of lost frames linearly. Immutable.
/// </summary>
public sealed class LinkRecording
{
    /// <summary>Share of the tiles that had changed where changed tiles were recorded.</summary>
    public const double TileShare = 0.25;

    /// <summary>Channel that they went over, with its parameters.</summary>
    public required string Channel { get; init; }

    /// <summary>Model and seed that they were made with, in words.</summary>
    public required string Origin { get; init; }

    /// <summary>Names of the ways, in the order of the catalogue.</summary>
    public required IReadOnlyList<string> Ways { get; init; }

    /// <summary>SNRs.</summary>
    public required RecordingGrid Grid { get; init; }

    /// <summary>The pictures.</summary>
    public required IReadOnlyList<PictureRecording> Pictures { get; init; }

    /// <summary>Recordings of different pictures as one.</summary>
    /// <exception cref="SemComException">They have different channels, ways or SNRs.</exception>
    public static LinkRecording Join(IReadOnlyList<LinkRecording> recordings)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        var first = recordings[0];
        foreach (var other in recordings)
        {
            if (other.Channel != first.Channel || !other.Ways.SequenceEqual(first.Ways, StringComparer.Ordinal)
                || !other.Grid.PlanSnrDb.SequenceEqual(first.Grid.PlanSnrDb) || !other.Grid.OffsetDb.SequenceEqual(first.Grid.OffsetDb))
                throw new SemComException($"recordings: to be joined they must have the same channel, ways and SNRs (one is of {first.Channel}, another of {other.Channel}); record them alike");
        }
        return new LinkRecording { Channel = first.Channel, Origin = first.Origin, Ways = first.Ways, Grid = first.Grid, Pictures = [.. recordings.SelectMany(r => r.Pictures)] };
    }

    /// <summary>Nothing but how one scene moves.</summary>
    internal static LinkRecording OfScene(SceneMotion motion, PlanCatalogue catalogue) => new()
    {
        Channel = "none",
        Origin = "the moment",
        Ways = [.. catalogue.Ways.Select(way => way.Name)],
        Grid = RecordingGrid.Default,
        Pictures = [new PictureRecording { Name = "now", Complexity = new PictureComplexity(0, 0, 0, 0, 0), Cbr = [], Outcomes = [], Trial = PictureTrial.None, Motions = [motion] }],
    };

    /// <summary>Checks that it was made for a catalogue.</summary>
    /// <exception cref="SemComException">It has other ways.</exception>
    public void Check(PlanCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var expected = catalogue.Ways.Select(way => way.Name).ToList();
        if (!Ways.SequenceEqual(expected, StringComparer.Ordinal))
        {
            var other = Ways.Except(expected, StringComparer.Ordinal).Concat(expected.Except(Ways, StringComparer.Ordinal)).FirstOrDefault() ?? "their order";
            throw new SemComException($"recording: it must have the {expected.Count} ways of sending that the agent knows (had {Ways.Count}; '{other}' differs); record it again");
        }
    }

    /// <summary>Channel uses of a transmission / source values of the whole picture.</summary>
    /// <param name="picture">Number of the picture.</param>
    /// <param name="way">Number of the way.</param>
    /// <param name="planSnrDb">Planned SNR [dB].</param>
    public double Cbr(int picture, int way, double planSnrDb) =>
        GridPlace.Interpolate(Grid.PlanSnrDb, Pictures[picture].Cbr.AsSpan(way * Grid.PlanSnrDb.Count, Grid.PlanSnrDb.Count), planSnrDb);

    /// <summary>What becomes of a transmission.</summary>
    /// <param name="picture">Number of the picture.</param>
    /// <param name="way">Number of the way.</param>
    /// <param name="planSnrDb">Planned SNR [dB]; beyond the grid its edge is taken.</param>
    /// <param name="snrDb">True SNR [dB]; beyond the grid its edge is taken.</param>
    public RecordedOutcome Outcome(int picture, int way, double planSnrDb, double snrDb)
    {
        var place = GridPlace.Of(Grid, planSnrDb, snrDb);
        var (outcomes, first) = (Pictures[picture].Outcomes, way * Grid.Count);
        float error = 0, focus = 0, similarity = 0, arrived = 0;
        for (var corner = 0; corner < GridPlace.Corners; corner++)
        {
            var (at, share) = place.Corner(Grid, corner);
            if (share == 0)
                continue;
            ref readonly var point = ref outcomes[first + at];
            var weight = (float)share * (1 - point.LossRate);
            (error, focus, similarity, arrived) = (error + weight * point.ErrorDb, focus + weight * point.FocusErrorDb, similarity + weight * point.Similarity, arrived + weight);
        }
        return arrived <= 0 ? RecordedOutcome.Lost : new RecordedOutcome(error / arrived, focus / arrived, similarity / arrived, Math.Clamp(1 - arrived, 0, 1));
    }
}
