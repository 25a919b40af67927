using System.Globalization;
using SemCom.Channels;
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
    private readonly int _draws;

    /// <param name="channel">Channel with its parameters.</param>
    /// <param name="motions">How scenes move.</param>
    /// <param name="seed">Seed of noise and fading.</param>
    /// <param name="draws">Transmissions of each way at each point, whose mean is recorded.</param>
    public LinkRecorder(string channel, IReadOnlyList<MotionKind> motions, ulong seed = 1, int draws = 1) => (_channel, _motions, _seed, _draws) = (ChannelSpec.Parse(channel).Text, motions, seed, draws);

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
            Origin = string.Create(CultureInfo.InvariantCulture, $"image-live and image-base, seed {_seed}, {_draws} of each"),
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
        var embedder = PictureEmbedder.Load(threads: 1);
        var seen = embedder.Embed(picture);
        var draws = new OutcomeDraws(link, embedder, seen, picture, focus, _seed, number, _draws);
        for (var way = 0; way < ways.Count; way++)
        {
            for (var plan = 0; plan < grid.PlanSnrDb.Count; plan++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                cbr[way * grid.PlanSnrDb.Count + plan] = draws.Draw(way, plan, weights, outcomes.AsSpan(way * grid.Count + grid.At(plan, 0), grid.OffsetDb.Count));
            }
        }
        return new PictureRecording
        {
            Name = name,
            Complexity = PictureComplexity.Of(picture, focus),
            Cbr = cbr,
            Outcomes = outcomes,
            Trial = new HomeTrial(link, embedder, _seed + number).Try(picture, seen, focus, weights),
            Motions = [.. _motions.Select(motion => SceneMotionMeter.Measure(new MovingScene(picture, motion, _seed + number), motion.Name, Ages))],
        };
    }
}
