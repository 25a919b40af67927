using SemCom.Agents;
using SemCom.Randomness;

namespace SemCom;

/// <summary>Fits a <see cref="LinkTwin"/> to a recording: squared errors of what arrived, cross-entropy of losses, by Adam over random points.</summary>
public static class LinkTwinTrainer
{
    private const int Rows = 64;
    private const double Rate = 2e-3, FinalRate = 2e-5, MaxNorm = 10;

    /// <summary>Similarities and channel uses differ less than errors in dB: their squared errors count more.</summary>
    private const float SimilarityWeight = 4, CbrWeight = 20;

    /// <summary>Fits.</summary>
    /// <param name="recording">Of training pictures.</param>
    /// <param name="steps">Steps of 64 points.</param>
    /// <param name="seed">Draws points and first weights.</param>
    /// <param name="progress">Is told the share that is done.</param>
    public static LinkTwin Fit(LinkRecording recording, int steps = 6000, ulong seed = 1, IProgress<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var shape = LinkTwin.ShapeFor(recording.Ways.Count);
        var (parameters, gradient) = (new float[shape.Parameters], new float[shape.Parameters]);
        OrthogonalWeights.Fill(shape, parameters, 0.1, seed, network: 7);
        var (workspace, adam) = (new DenseWorkspace(shape, Rows, backward: true), new AdamOptimizer(shape.Parameters));
        var (inputs, slopes) = (new float[Rows * LinkTwin.Inputs], new float[Rows * shape.Outputs]);
        var points = new (int Picture, int Plan, int Offset)[Rows];
        for (var step = 0; step < steps; step++)
        {
            var random = new CounterRandom(seed, RandomPurpose.Environment, (1UL << 40) + (ulong)step);
            for (var row = 0; row < Rows; row++)
            {
                points[row] = (Draw(random, 3 * row, recording.Pictures.Count), Draw(random, 3 * row + 1, recording.Grid.PlanSnrDb.Count), Draw(random, 3 * row + 2, recording.Grid.OffsetDb.Count));
                LinkTwin.FillInputs(recording.Pictures[points[row].Picture].Complexity, recording.Trials[points[row].Picture], recording.Grid.PlanSnrDb[points[row].Plan], recording.Grid.OffsetDb[points[row].Offset], inputs.AsSpan(row * LinkTwin.Inputs, LinkTwin.Inputs));
            }
            var outputs = DenseNetwork.Forward(shape, parameters, inputs, Rows, workspace);
            for (var row = 0; row < Rows; row++)
                FillSlopes(recording, points[row], outputs.Slice(row * shape.Outputs, shape.Outputs), slopes.AsSpan(row * shape.Outputs, shape.Outputs));
            Array.Clear(gradient);
            DenseNetwork.Backward(shape, parameters, inputs, Rows, slopes, workspace, gradient);
            adam.Step(parameters, gradient, Rate * Math.Pow(FinalRate / Rate, (double)step / steps), MaxNorm);
            if (step % 100 == 0)
                progress?.Report((double)step / steps);
        }
        return new LinkTwin([.. recording.Ways], parameters);
    }

    /// <summary>Compares predictions with a recording.</summary>
    public static TwinFit Measure(LinkTwin twin, LinkRecording recording)
    {
        ArgumentNullException.ThrowIfNull(twin);
        ArgumentNullException.ThrowIfNull(recording);
        var (workspace, predictions) = (new TwinWorkspace(twin, 1), new Transmission[recording.Ways.Count]);
        double errors = 0, similarities = 0, entropy = 0, arrived = 0, all = 0;
        foreach (var (picture, trial) in recording.Pictures.Zip(recording.Trials))
        {
            for (var point = 0; point < recording.Grid.Count; point++)
            {
                var plan = recording.Grid.PlanSnrDb[point / recording.Grid.OffsetDb.Count];
                twin.Predict(picture.Complexity, trial, [(plan, plan + recording.Grid.OffsetDb[point % recording.Grid.OffsetDb.Count])], workspace, predictions);
                for (var way = 0; way < predictions.Length; way++)
                {
                    var (truth, predicted) = (picture.Outcomes[way * recording.Grid.Count + point], predictions[way].Outcome);
                    entropy -= Math.Log2(Math.Max(1e-6, truth.LossRate > 0.5 ? predicted.LossRate : 1 - predicted.LossRate));
                    all++;
                    if (truth.LossRate > 0.5)
                        continue;
                    errors += Math.Pow(truth.ErrorDb - predicted.ErrorDb, 2);
                    similarities += Math.Pow(truth.Similarity - predicted.Similarity, 2);
                    arrived++;
                }
            }
        }
        var share = Math.Clamp(1 - arrived / all, 1e-6, 1 - 1e-6);
        return new TwinFit(Math.Sqrt(errors / arrived), Math.Sqrt(similarities / arrived), entropy / all, -share * Math.Log2(share) - (1 - share) * Math.Log2(1 - share));
    }

    private static int Draw(CounterRandom random, int index, int count) => Math.Min(count - 1, (int)(count * random.Uniform((ulong)index)));

    /// <summary>The slope of a row's loss by its outputs.</summary>
    private static void FillSlopes(LinkRecording recording, (int Picture, int Plan, int Offset) point, ReadOnlySpan<float> outputs, Span<float> slopes)
    {
        var (picture, coarse, grid) = (recording.Pictures[point.Picture], recording.Trials[point.Picture].Coarse, recording.Grid);
        var scale = 1f / (Rows * recording.Ways.Count);
        for (var way = 0; way < recording.Ways.Count; way++)
        {
            var outcome = picture.Outcomes[way * grid.Count + grid.At(point.Plan, point.Offset)];
            var arrived = 1 - outcome.LossRate;
            var y = outputs.Slice(way * LinkTwin.Outputs, LinkTwin.Outputs);
            var slope = slopes.Slice(way * LinkTwin.Outputs, LinkTwin.Outputs);
            slope[LinkTwin.ErrorOutput] = scale * arrived * (y[LinkTwin.ErrorOutput] - (outcome.ErrorDb - coarse.ErrorDb) / LinkTwin.ErrorScaleDb);
            slope[LinkTwin.FocusErrorOutput] = scale * arrived * (y[LinkTwin.FocusErrorOutput] - (outcome.FocusErrorDb - coarse.FocusErrorDb) / LinkTwin.ErrorScaleDb);
            slope[LinkTwin.SimilarityOutput] = scale * arrived * SimilarityWeight * (y[LinkTwin.SimilarityOutput] - (outcome.Similarity - coarse.Similarity));
            slope[LinkTwin.LossOutput] = scale * (1 / (1 + MathF.Exp(-y[LinkTwin.LossOutput])) - outcome.LossRate);
            slope[LinkTwin.CbrOutput] = scale * CbrWeight * (y[LinkTwin.CbrOutput] - 10 * picture.Cbr[way * grid.PlanSnrDb.Count + point.Plan]);
        }
    }
}
