namespace SemCom.Agents;

/// <summary>
/// Fits what another channel does to pictures on average, by what it does otherwise than the usual one to the same pictures, so that few are enough. Cells of few pictures are drawn to those of the same kind of way at
/// the same SNRs.
/// </summary>
/// <param name="recording">The usual channel.</param>
/// <param name="usual">What was fitted to it.</param>
/// <param name="other">Some of the pictures over the other channel.</param>
internal sealed class ChannelFit(LinkRecording recording, TwinChannel usual, LinkRecording other)
{
    /// <summary>Pictures that the mean of all ways of a kind counts for in each cell: errors, losses.</summary>
    private const double PriorPictures = 6, PriorLosses = 4;

    /// <summary>Pictures of either fate that are supposed to have been seen in each cell before.</summary>
    private const double EitherFate = 0.1;

    private readonly (PictureRecording Here, PictureRecording There)[] _pairs = Pair(recording, other);
    private readonly int _points = recording.Grid.Count;
    private readonly int[] _kindOf = [.. PlanCatalogue.Default.Ways.Select(KindOf)];

    /// <summary>Fits.</summary>
    public TwinChannel Fit()
    {
        var cells = usual.Loss.Length;
        var (mean, loss) = (usual.Mean.ToArray(), new float[cells]);
        for (var point = _points - 1; point >= 0; point--)
            Fit(point, mean, loss);
        var cbr = usual.Cbr.ToArray();
        for (var i = 0; i < cbr.Length; i++)
            cbr[i] *= _pairs.Sum(pair => pair.There.Cbr[i]) / _pairs.Sum(pair => pair.Here.Cbr[i]);
        return new TwinChannel(other.Channel, mean, loss, cbr);
    }

    private void Fit(int point, float[] mean, float[] loss)
    {
        var ways = _kindOf.Length;
        var (differences, arrived, lost) = (new double[ways, TwinNumbers.Kinds], new double[ways], new double[ways]);
        for (var way = 0; way < ways; way++)
        {
            foreach (var (here, there) in _pairs)
            {
                var (a, b) = (here.Outcomes[way * _points + point], there.Outcomes[way * _points + point]);
                lost[way] += b.LossRate;
                if (a.LossRate >= 1 || b.LossRate >= 1)
                    continue;
                arrived[way]++;
                ReadOnlySpan<float> difference = [b.ErrorDb - a.ErrorDb, b.FocusErrorDb - a.FocusErrorDb, b.Similarity - a.Similarity];
                for (var kind = 0; kind < TwinNumbers.Kinds; kind++)
                    differences[way, kind] += difference[kind];
            }
        }
        for (var way = 0; way < ways; way++)
        {
            var (cell, alike) = (way * _points + point, Enumerable.Range(0, ways).Where(i => _kindOf[i] == _kindOf[way]).ToArray());
            var usualLost = alike.Average(i => lost[i]) / _pairs.Length;
            loss[cell] = (float)((lost[way] + PriorLosses * usualLost + EitherFate) / (_pairs.Length + PriorLosses + 2 * EitherFate));
            var all = alike.Sum(i => arrived[i]);
            for (var kind = 0; kind < TwinNumbers.Kinds; kind++)
            {
                // Where nothing arrived over both, the channel does what it does at the next higher SNR.
                var group = all > 0 ? alike.Sum(i => differences[i, kind]) / all
                    : point % recording.Grid.OffsetDb.Count == recording.Grid.OffsetDb.Count - 1 ? 0
                    : mean[(cell + 1) * TwinNumbers.Kinds + kind] - usual.Mean[(cell + 1) * TwinNumbers.Kinds + kind];
                mean[cell * TwinNumbers.Kinds + kind] += (float)((differences[way, kind] + PriorPictures * group) / (arrived[way] + PriorPictures));
            }
        }
    }

    /// <summary>Ways whose losses are alike: by mode and margin, changed tiles apart.</summary>
    private static int KindOf(SendingWay way) => ((int)way.Mode * 2 + (way.Sampling == FrameSampling.Regions ? 1 : 0)) * 100 + (int)way.MarginDb;

    private static (PictureRecording Here, PictureRecording There)[] Pair(LinkRecording recording, LinkRecording other)
    {
        if (!other.Ways.SequenceEqual(recording.Ways, StringComparer.Ordinal) || !other.Grid.PlanSnrDb.SequenceEqual(recording.Grid.PlanSnrDb) || !other.Grid.OffsetDb.SequenceEqual(recording.Grid.OffsetDb))
            throw new SemComException($"recording over {other.Channel}: it must have the ways and SNRs of that over {recording.Channel}; record them alike");
        var here = recording.Pictures.ToDictionary(picture => picture.Name, StringComparer.Ordinal);
        return [.. other.Pictures.Select(picture => (here.GetValueOrDefault(picture.Name)
            ?? throw new SemComException($"recording over {other.Channel}: its pictures must be among those of the recording over {recording.Channel} ('{picture.Name}' is not); record them over both"), picture))];
    }
}
