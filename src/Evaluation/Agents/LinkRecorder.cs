using System.Globalization;
using SemCom.Channels;
using SemCom.Randomness;
using SemCom.Runtime.Quality;

namespace SemCom.Evaluation;

/// <summary>Sends pictures in every way at every point of a grid of SNRs and records what became of them: what environments answer from and models of the link are fitted to.</summary>
public sealed class LinkRecorder
{
    /// <summary>Frames apart up to which the change of a scene is measured.</summary>
    public const int Ages = 16;

    private readonly string _channel;
    private readonly IReadOnlyList<MotionKind> _motions;
    private readonly ulong _seed;

    /// <param name="channel">Channel with its parameters.</param>
    /// <param name="motions">How scenes move.</param>
    /// <param name="seed">Seed of noise and fading.</param>
    public LinkRecorder(string channel, IReadOnlyList<MotionKind> motions, ulong seed = 1) => (_channel, _motions, _seed) = (ChannelSpec.Parse(channel).Text, motions, seed);

    /// <summary>Records.</summary>
    /// <param name="pictures">Names and pictures.</param>
    /// <param name="workers">Pictures at a time; results do not depend on it.</param>
    /// <param name="progress">Is told the share that is done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public LinkRecording Record(IReadOnlyList<(string Name, Picture Picture)> pictures, int workers, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.Count == 0)
            throw new SemComException("a recording needs pictures (had none); name a folder with some");
        var recorded = new PictureRecording[pictures.Count];
        var done = 0;
        var links = new ThreadLocal<PlannedLink>(() => PlannedLink.Create(_channel, threads: 1), trackAllValues: true);
        try
        {
            Parallel.For(0, pictures.Count, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken }, i =>
            {
                recorded[i] = Record(links.Value!, pictures[i].Name, pictures[i].Picture, (ulong)i, cancellationToken);
                progress?.Report((double)Interlocked.Increment(ref done) / pictures.Count);
            });
        }
        finally
        {
            foreach (var link in links.Values)
                link.Dispose();
            links.Dispose();
        }
        return new LinkRecording
        {
            Channel = _channel,
            Origin = string.Create(CultureInfo.InvariantCulture, $"image-live and image-base, seed {_seed}"),
            Ways = [.. PlanCatalogue.Default.Ways.Select(way => way.Name)],
            Grid = RecordingGrid.Default,
            Pictures = recorded,
        };
    }

    private PictureRecording Record(PlannedLink link, string name, Picture picture, ulong number, CancellationToken cancellationToken)
    {
        var (grid, ways) = (RecordingGrid.Default, PlanCatalogue.Default.Ways);
        var (cbr, outcomes) = (new float[ways.Count * grid.PlanSnrDb.Count], new RecordedOutcome[ways.Count * grid.Count]);
        var focus = PictureComplexity.Middle(picture);
        var weights = RegionWeights.FromMask(focus);
        var (embedder, seen) = (PictureEmbedder.Load(threads: 1), PictureEmbedder.Load(threads: 1).Embed(picture));
        var altered = Altered(picture, number);
        for (var way = 0; way < ways.Count; way++)
        {
            for (var plan = 0; plan < grid.PlanSnrDb.Count; plan++)
            {
                var isTiles = ways[way].Sampling == FrameSampling.Regions;
                var prepared = link.Prepare(picture, ways[way], grid.PlanSnrDb[plan], weights, altered.Picture);
                cbr[way * grid.PlanSnrDb.Count + plan] = (float)(prepared.Ledger.Total / (picture.ValueCount * (isTiles ? altered.Share : 1)));
                for (var offset = 0; offset < grid.OffsetDb.Count; offset++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var realization = new ChannelRealization(_seed, (number * (ulong)ways.Count + (ulong)way) * (ulong)grid.Count + (ulong)grid.At(plan, offset));
                    var shown = prepared.Send(grid.PlanSnrDb[plan] + grid.OffsetDb[offset], realization, altered.Picture).Value;
                    outcomes[way * grid.Count + grid.At(plan, offset)] = shown is null ? new RecordedOutcome(0, 0, 0, 1) : Judge(embedder, seen, picture, shown, focus, isTiles ? altered.Share : 1);
                }
            }
        }
        return new PictureRecording
        {
            Name = name,
            Complexity = PictureComplexity.Of(picture, focus),
            Cbr = cbr,
            Outcomes = outcomes,
            Motions = [.. _motions.Select(motion => SceneMotionMeter.Measure(new MovingScene(picture, motion, _seed + number), motion.Name, Ages))],
        };
    }

    /// <summary>What is shown against the original. Errors of changed tiles are those within them; their harm to the meaning is scaled to a whole picture of them.</summary>
    private static RecordedOutcome Judge(PictureEmbedder embedder, PictureEmbedding seen, Picture picture, Picture shown, RegionMask focus, double share)
    {
        var error = PictureChange.ErrorDb(picture, shown) - Decibels.FromLinear(share);
        return new RecordedOutcome((float)error, (float)(share < 1 ? error : PictureChange.FocusErrorDb(picture, shown, focus)),
            (float)Math.Clamp(1 - (1 - seen.SimilarityTo(embedder.Embed(shown))) / share, 0, 1), 0);
    }

    /// <summary>The picture with a block of tiles that differ.</summary>
    private (Picture Picture, double Share) Altered(Picture picture, ulong number)
    {
        var columns = ChangedTiles.ColumnsOf(picture.Width);
        var rows = ChangedTiles.CountOf(picture.Width, picture.Height) / columns;
        var (wide, high) = (Math.Max(1, (int)Math.Round(columns * Math.Sqrt(LinkRecording.TileShare))), Math.Max(1, (int)Math.Round(rows * Math.Sqrt(LinkRecording.TileShare))));
        var random = new CounterRandom(_seed, RandomPurpose.Environment, number);
        var (left, top) = ((int)(random.Uniform(0) * (columns - wide + 1)), (int)(random.Uniform(1) * (rows - high + 1)));
        var (x, y) = (left * ChangedTiles.Side, top * ChangedTiles.Side);
        var box = new PictureBox(x, y, Math.Min(wide * ChangedTiles.Side, picture.Width - x), Math.Min(high * ChangedTiles.Side, picture.Height - y));
        var inverse = picture.Part(box);
        var rgb = inverse.Rgb.ToArray();
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)(rgb[i] ^ 128);
        return (picture.With(new Picture(inverse.Width, inverse.Height, rgb), box.X, box.Y), (double)box.Width * box.Height / (picture.Width * picture.Height));
    }
}
