using System.Numerics;
using SemCom.Agents;

namespace SemCom;

/// <summary>What a model of a link expects of one picture, in every way at every point of a grid of SNRs; between them it is interpolated as recordings are. Immutable.</summary>
public sealed class PictureForecast
{
    /// <summary>What is lost for certain still counts so much, so that something is known of it.</summary>
    private const float LeastArrival = 1e-4f;

    /// <summary>A channel that counts less is left out.</summary>
    private const float LeastShare = 0.003f;

    private readonly RecordingGrid _grid;
    private readonly float[][] _cbr;

    /// <summary>Of each channel, one after another: share that arrives, times error, error in the focus, similarity and one.</summary>
    private readonly Vector4[] _cells;

    internal PictureForecast(RecordingGrid grid, float[][] cbr, ReadOnlySpan<RecordedOutcome> outcomes)
    {
        (_grid, _cbr, _cells) = (grid, cbr, new Vector4[outcomes.Length]);
        for (var i = 0; i < outcomes.Length; i++)
            _cells[i] = Math.Max(LeastArrival, 1 - outcomes[i].LossRate) * new Vector4(outcomes[i].ErrorDb, outcomes[i].FocusErrorDb, outcomes[i].Similarity, 1);
    }

    /// <summary>Most corners that a mean over pairs of SNRs has.</summary>
    internal static int MostCorners(int pairs) => GridPlace.Corners * pairs;

    /// <summary>What a way brings over the usual channel.</summary>
    /// <param name="way">Number of the way.</param>
    /// <param name="planSnrDb">Planned SNR [dB].</param>
    /// <param name="snrDb">Supposed true SNR [dB].</param>
    public Transmission Predict(int way, double planSnrDb, double snrDb)
    {
        Span<Corner> corners = stackalloc Corner[GridPlace.Corners];
        return new Transmission(Cbr(way, planSnrDb, [1]), Predict(way, corners[..Corners([(snrDb, 1)], planSnrDb, corners)], [1]));
    }

    /// <summary>The corners of a mean over true SNRs.</summary>
    /// <param name="snrs">True SNRs [dB] and their weights.</param>
    /// <param name="planSnrDb">Planned SNR [dB].</param>
    /// <param name="corners">Receives those that count, each point once.</param>
    /// <returns>How many.</returns>
    internal int Corners(ReadOnlySpan<(double SnrDb, double Weight)> snrs, double planSnrDb, Span<Corner> corners)
    {
        var count = 0;
        foreach (var (snrDb, weight) in snrs)
        {
            var place = GridPlace.Of(_grid, planSnrDb, snrDb);
            for (var corner = 0; corner < GridPlace.Corners; corner++)
            {
                var (point, share) = place.Corner(_grid, corner);
                if (share == 0)
                    continue;
                var at = 0;
                while (at < count && corners[at].Point != point)
                    at++;
                corners[at] = new Corner(point, (at < count ? corners[at].Weight : 0) + (float)(weight * share));
                count = Math.Max(count, at + 1);
            }
        }
        return count;
    }

    /// <summary>A way's mean over corners and channels; errors of those that arrive.</summary>
    /// <param name="way">Number of the way.</param>
    /// <param name="corners">Points and their weights.</param>
    /// <param name="channels">How likely each channel is the present one; those that are left out are not.</param>
    internal RecordedOutcome Predict(int way, ReadOnlySpan<Corner> corners, ReadOnlySpan<float> channels)
    {
        var (sum, all) = (Vector4.Zero, 0f);
        for (var channel = 0; channel < channels.Length; channel++)
        {
            if (channels[channel] < LeastShare)
                continue;
            var (own, first) = (Vector4.Zero, (channel * (_cells.Length / _cbr.Length)) + way * _grid.Count);
            foreach (var corner in corners)
                own += corner.Weight * _cells[first + corner.Point];
            (sum, all) = (sum + channels[channel] * own, all + channels[channel]);
        }
        return new RecordedOutcome(sum.X / sum.W, sum.Y / sum.W, sum.Z / sum.W, Math.Clamp(1 - sum.W / all, 0, 1));
    }

    /// <summary>Channel uses / source values of a way.</summary>
    internal double Cbr(int way, double planSnrDb, ReadOnlySpan<float> channels)
    {
        var (sum, all) = (0.0, 0.0);
        for (var channel = 0; channel < channels.Length; channel++)
        {
            if (channels[channel] >= LeastShare)
                (sum, all) = (sum + channels[channel] * GridPlace.Interpolate(_grid.PlanSnrDb, _cbr[channel].AsSpan(way * _grid.PlanSnrDb.Count, _grid.PlanSnrDb.Count), planSnrDb), all + channels[channel]);
        }
        return sum / all;
    }

    /// <summary>A point of the grid and how much it counts.</summary>
    internal readonly record struct Corner(int Point, float Weight);
}
