using SemCom.Agents;

namespace SemCom;

/// <summary>Fits a <see cref="LinkTwin"/> to a recording: means, and factors by expectation and maximisation (Rubin and Thayer, Psychometrika 1982), where what was lost is missing.</summary>
public static class LinkTwinTrainer
{
    /// <summary>Pictures of either fate that are supposed to have been seen in each cell before.</summary>
    private const double PriorLosses = 0.3;

    /// <summary>Fits.</summary>
    /// <param name="recording">Of training pictures.</param>
    /// <param name="factors">In how many ways pictures differ, 0 to 64.</param>
    /// <param name="seed">Draws first loadings.</param>
    /// <param name="progress">Is told the share that is done.</param>
    /// <param name="others">Recordings of some of the pictures over other channels, one for each, that the present channel is to be known by later.</param>
    /// <exception cref="SemComException">A recording over another channel has other pictures, ways or SNRs.</exception>
    public static LinkTwin Fit(LinkRecording recording, int factors = 12, ulong seed = 1, IProgress<double>? progress = null, IReadOnlyList<LinkRecording>? others = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentOutOfRangeException.ThrowIfNegative(factors);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(factors, 64);
        var (pictures, ways, points) = (recording.Pictures, recording.Ways.Count, recording.Grid.Count);
        var (mean, loss) = (new float[ways * points * TwinNumbers.Kinds], new float[ways * points]);
        for (var way = 0; way < ways; way++)
        {
            // From high true SNRs to low ones, so that a cell in which nothing arrived takes the mean of its neighbour.
            for (var point = points - 1; point >= 0; point--)
                FillMean(recording, way, point, mean, loss);
        }
        var cbr = new float[ways * recording.Grid.PlanSnrDb.Count];
        for (var i = 0; i < cbr.Length; i++)
            cbr[i] = pictures.Average(picture => picture.Cbr[i]);
        var (loadings, noise) = new FactorAnalysis(Differences(recording, mean), ways * TwinNumbers.Kinds, column => column / (points * TwinNumbers.Kinds) * TwinNumbers.Kinds + column % TwinNumbers.Kinds).Fit(factors, seed, progress);
        var usual = new TwinChannel(recording.Channel, mean, loss, cbr);
        return new LinkTwin([.. recording.Ways], recording.Grid, new TwinNumbers(factors, noise, Array.ConvertAll(loadings, x => (Half)x), [usual, .. (others ?? []).Select(other => new ChannelFit(recording, usual, other).Fit())]));
    }

    /// <summary>Compares predictions with a recording.</summary>
    public static TwinFit Measure(LinkTwin twin, LinkRecording recording)
    {
        ArgumentNullException.ThrowIfNull(twin);
        ArgumentNullException.ThrowIfNull(recording);
        double errors = 0, similarities = 0, entropy = 0, arrived = 0, all = 0;
        foreach (var picture in recording.Pictures)
        {
            var forecast = twin.Foresee(picture.Trial);
            for (var cell = 0; cell < picture.Outcomes.Length; cell++)
            {
                var (way, point) = (cell / recording.Grid.Count, cell % recording.Grid.Count);
                var plan = recording.Grid.PlanSnrDb[point / recording.Grid.OffsetDb.Count];
                var (truth, predicted) = (picture.Outcomes[cell], forecast.Predict(way, plan, plan + recording.Grid.OffsetDb[point % recording.Grid.OffsetDb.Count]).Outcome);
                entropy -= truth.LossRate * Math.Log2(Math.Max(1e-6, predicted.LossRate)) + (1 - truth.LossRate) * Math.Log2(Math.Max(1e-6, 1 - predicted.LossRate));
                all++;
                var weight = 1 - truth.LossRate;
                errors += weight * Math.Pow(truth.ErrorDb - predicted.ErrorDb, 2);
                similarities += weight * Math.Pow(truth.Similarity - predicted.Similarity, 2);
                arrived += weight;
            }
        }
        var share = Math.Clamp(1 - arrived / all, 1e-6, 1 - 1e-6);
        return new TwinFit(Math.Sqrt(errors / arrived), Math.Sqrt(similarities / arrived), entropy / all, -share * Math.Log2(share) - (1 - share) * Math.Log2(1 - share));
    }

    private static void FillMean(LinkRecording recording, int way, int point, float[] mean, float[] loss)
    {
        var (cell, pictures, last) = (way * recording.Grid.Count + point, recording.Pictures, point % recording.Grid.OffsetDb.Count == recording.Grid.OffsetDb.Count - 1);
        var lost = pictures.Sum(picture => (double)picture.Outcomes[cell].LossRate);
        loss[cell] = (float)((lost + PriorLosses) / (pictures.Count + 2 * PriorLosses));
        var average = RecordedOutcome.Mean([.. pictures.Select(picture => picture.Outcomes[cell])]);
        var values = mean.AsSpan(cell * TwinNumbers.Kinds, TwinNumbers.Kinds);
        if (average.LossRate < 1)
            (values[0], values[1], values[2]) = (average.ErrorDb, average.FocusErrorDb, average.Similarity);
        else if (!last)
            mean.AsSpan((cell + 1) * TwinNumbers.Kinds, TwinNumbers.Kinds).CopyTo(values);
    }

    /// <summary>How pictures differ from the mean, against the scales [pictures, cells · kinds]; what was lost is not a number.</summary>
    private static float[,] Differences(LinkRecording recording, float[] mean)
    {
        var differences = new float[recording.Pictures.Count, mean.Length];
        for (var i = 0; i < recording.Pictures.Count; i++)
        {
            for (var cell = 0; cell < mean.Length / TwinNumbers.Kinds; cell++)
            {
                var outcome = recording.Pictures[i].Outcomes[cell];
                ReadOnlySpan<float> values = [outcome.ErrorDb, outcome.FocusErrorDb, outcome.Similarity];
                for (var kind = 0; kind < TwinNumbers.Kinds; kind++)
                {
                    var column = cell * TwinNumbers.Kinds + kind;
                    differences[i, column] = outcome.LossRate >= 1 ? float.NaN : (values[kind] - mean[column]) / TwinNumbers.Scales[kind];
                }
            }
        }
        return differences;
    }
}
