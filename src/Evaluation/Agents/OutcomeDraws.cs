using SemCom.Channels;
using SemCom.Runtime.Quality;

namespace SemCom.Evaluation;

/// <summary>Sends one picture several times at each point and takes the mean: what would happen, without the noise of a single transmission.</summary>
/// <param name="link">The link.</param>
/// <param name="embedder">What compares meanings.</param>
/// <param name="seen">The picture, as it sees it.</param>
/// <param name="picture">The picture.</param>
/// <param name="focus">What matters in it.</param>
/// <param name="seed">Seed of noise and fading.</param>
/// <param name="number">Number of the picture.</param>
/// <param name="draws">Transmissions of a whole picture at each point.</param>
internal sealed class OutcomeDraws(PlannedLink link, PictureEmbedder embedder, PictureEmbedding seen, Picture picture, RegionMask focus, ulong seed, ulong number, int draws)
{
    /// <summary>Blocks of changed tiles for each draw: how hard they are differs more between blocks than between transmissions.</summary>
    private const int Blocks = 4;

    /// <summary>Seeds of draws are so far apart.</summary>
    private const ulong SeedStep = 9;

    private readonly AlteredTiles[] _altered = [.. Enumerable.Range(0, Blocks * draws).Select(block => AlteredTiles.Draw(picture, seed, number, block))];

    /// <summary>Sends with one planned SNR.</summary>
    /// <param name="way">Number of the way.</param>
    /// <param name="plan">Number of the planned SNR.</param>
    /// <param name="weights">Weights of what matters.</param>
    /// <param name="outcomes">Receives one for each true SNR.</param>
    /// <returns>Channel uses / source values of what is sent.</returns>
    public float Draw(int way, int plan, RegionWeights weights, Span<RecordedOutcome> outcomes)
    {
        var (sending, planDb) = (PlanCatalogue.Default.Ways[way], RecordingGrid.Default.PlanSnrDb[plan]);
        if (sending.Sampling != FrameSampling.Regions)
        {
            var prepared = link.Prepare(picture, sending, planDb, weights);
            for (var offset = 0; offset < outcomes.Length; offset++)
                outcomes[offset] = RecordedOutcome.Mean([.. Enumerable.Range(0, draws).Select(draw => Send(prepared, way, plan, offset, draw))]);
            return (float)((double)prepared.Ledger.Total / picture.ValueCount);
        }
        var blocks = _altered.Select(block => link.Prepare(picture, sending, planDb, before: block.Before)).ToArray();
        for (var offset = 0; offset < outcomes.Length; offset++)
            outcomes[offset] = RecordedOutcome.Mean([.. Enumerable.Range(0, blocks.Length).Select(block => Send(blocks[block], way, plan, offset, block, _altered[block]))]);
        return (float)Enumerable.Range(0, blocks.Length).Average(block => blocks[block].Ledger.Total / (picture.ValueCount * _altered[block].Share));
    }

    private RecordedOutcome Send(PreparedPicture prepared, int way, int plan, int offset, int draw, AlteredTiles? altered = null)
    {
        var grid = RecordingGrid.Default;
        var frame = (number * (ulong)PlanCatalogue.Default.Ways.Count + (ulong)way) * (ulong)grid.Count + (ulong)grid.At(plan, offset);
        if (prepared.Send(grid.PlanSnrDb[plan] + grid.OffsetDb[offset], new ChannelRealization(seed + SeedStep * (ulong)draw, frame), altered?.Before).Value is not { } shown)
            return RecordedOutcome.Lost;
        return altered?.Judge(embedder, seen, picture, shown)
            ?? new RecordedOutcome((float)PictureChange.ErrorDb(picture, shown), (float)PictureChange.FocusErrorDb(picture, shown, focus), (float)Math.Clamp(seen.SimilarityTo(embedder.Embed(shown)), 0, 1), 0);
    }
}
