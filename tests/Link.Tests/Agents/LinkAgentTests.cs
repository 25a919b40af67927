using SemCom.Agents;
using SemCom.Agents.Tests;
using SemCom.Channels;
using SemCom.Runtime.Quality;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Link.Tests.Agents;

/// <summary>The agent's loop over the real link, with small pictures.</summary>
public sealed class LinkAgentTests
{
    private const ulong Seed = 5;

    private static readonly string[] Script =
        ["analog 1/24 margin 5 power 0", "regions analog 1/12 margin 3 power 0", "skip", "digital 1/12 margin 5 power 0", "analog 1/96 margin 1 power -3", "regions analog 1/12 margin 3 power +3"];

    [Fact]
    public void Run_IsJudgedChargedAndReceivedAsAnIndependentLinkDoes()
    {
        OnnxFact.RequireLibrary();
        var (pictures, trace) = (Stream(), Trace());
        var frames = Run(pictures, trace, threads: 1);
        using var other = PlannedLink.Create("awgn", threads: 1);
        var embedder = PictureEmbedder.Load(threads: 1);
        Picture? shown = null;
        for (var i = 0; i < frames.Count; i++)
        {
            var (picture, record, done) = (pictures[i].Picture, frames[i].Record, frames[i].Record.Executed);
            Assert.Equal(PictureQuality.PsnrDb(picture, frames[i].Shown)!.Value, record.Achieved.PsnrDb, 9);
            Assert.Equal(embedder.Embed(picture).SimilarityTo(embedder.Embed(frames[i].Shown)), record.Achieved.Similarity, 6);
            Assert.Equal((double)done.Uses.Total / picture.ValueCount, done.Cbr, 12);
            var plan = PlanCatalogue.Default.Plans[record.Action];
            Assert.Equal(16 * done.Cbr * plan.Power, done.Energy, 9);
            if (done.Fate is not (FrameFate.Arrived or FrameFate.Lost))
            {
                Assert.Equal(0, done.Uses.Total);
                Assert.Equal(FrameFate.Skipped, done.Fate);
            }
            else
            {
                var isTiles = plan.Way.Sampling == FrameSampling.Regions;
                var prepared = other.Prepare(picture, plan.Way, done.PlanSnrDb, before: isTiles ? pictures[i - 1].Picture : null);
                Assert.Equal(UsesRecord.From(prepared.Ledger), done.Uses);
                var received = prepared.Send(trace[i].SnrDb + plan.PowerDb, new ChannelRealization(Seed, (ulong)i), shown).Value;
                Assert.Equal(received is null, done.Fate == FrameFate.Lost);
                shown = received ?? shown;
            }
            // The receiver's state is what arrived, and nothing else.
            Assert.True((shown ?? PictureConcealment.Grey(picture.Width, picture.Height)).Rgb.SequenceEqual(frames[i].Shown.Rgb), $"picture {i} is shown otherwise");
        }
        Assert.Equal([FrameFate.Arrived, FrameFate.Arrived, FrameFate.Skipped, FrameFate.Lost, FrameFate.Arrived, FrameFate.Arrived], frames.Select(frame => frame.Record.Executed.Fate));
        Assert.Equal([true, false, false, false, true, false], frames.Select(frame => frame.Record.IsNewScene));
    }

    [Fact]
    public void Run_DoesNotDependOnThreads() =>
        Assert.Equal(Run(Stream(), Trace(), threads: 1).Select(frame => RunFile.ToLine(frame.Record)), Run(Stream(), Trace(), threads: 3).Select(frame => RunFile.ToLine(frame.Record)));

    [Fact]
    public void PictureOfAnotherSize_IsRefused()
    {
        OnnxFact.RequireLibrary();
        var pictures = new[] { ("a", TestLink.Crop), ("b", TestLink.Mirrored(TestLink.Crop, 64, 64)) };
        Assert.Contains("b: all pictures of a stream must have one size, 96x64", Assert.Throws<SemComException>(() => Run(pictures, Trace(), threads: 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_IsTheChangeToAnotherScene_AndNotMotion()
    {
        var scene = TestLink.Quarter;
        Assert.True(SceneTracker.IsCut(Other(384, 256), scene));
        Assert.False(SceneTracker.IsCut(scene, scene));
        Assert.False(SceneTracker.IsCut(Shifted(scene, 6), scene));
    }

    private static List<AgentFrame> Run(IReadOnlyList<(string Name, Picture Picture)> pictures, TraceFrame[] trace, int threads)
    {
        OnnxFact.RequireLibrary();
        using var agent = new LinkAgent(new LinkAgentOptions { Policy = new Scripted(), Twin = SyntheticLink.Twin, Seed = Seed, Threads = threads, Scenario = Wide });
        return [.. pictures.Zip(trace, (picture, now) => agent.Send(picture.Name, picture.Picture, now))];
    }

    /// <summary>A link on which nothing is late: what is sent arrives or is lost.</summary>
    private static LinkScenario Wide { get; } = LinkScenario.Training with { Frames = 6, Capacity = 10, LeastShare = 1, Battery = 100, MeanSnrDb = (12, 12), ShadowingDb = 0, FadingDb = 0, ReportErrorDb = 0, ReportLoss = 0, Blockage = (0, 10, 1) };

    /// <summary>Frame 3 falls into a hole that no report told of.</summary>
    private static TraceFrame[] Trace() => [.. LinkTrace.Draw(Wide, 2).Frames.Select((now, i) => i == 3 ? now with { SnrDb = now.SnrDb - 15 } : now)];

    private static (string Name, Picture Picture)[] Stream()
    {
        var (a, b) = (TestLink.Crop, Other(96, 64));
        return [("0", a), ("1", Altered(a)), ("2", Altered(a)), ("3", a), ("4", b), ("5", Altered(b))];
    }

    /// <summary>The picture with one tile inverted.</summary>
    private static Picture Altered(Picture picture)
    {
        var tile = picture.Part(new PictureBox(32, 32, 32, 32));
        return picture.With(new Picture(32, 32, Array.ConvertAll(tile.Rgb.ToArray(), value => (byte)(value ^ 128))), 32, 32);
    }

    /// <summary>Another scene: stripes.</summary>
    private static Picture Other(int width, int height)
    {
        var rgb = new byte[3 * width * height];
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)((i / 3 % width / 8 + i / 3 / width / 8) % 2 == 0 ? 30 + i % 3 * 10 : 220 - i % 3 * 10);
        return new Picture(width, height, rgb);
    }

    private static Picture Shifted(Picture picture, int pixels)
    {
        var rgb = new byte[picture.ValueCount];
        for (var i = 0; i < picture.Width * picture.Height; i++)
            picture.Rgb.Slice(3 * (i / picture.Width * picture.Width + Math.Min(picture.Width - 1, i % picture.Width + pixels)), 3).CopyTo(rgb.AsSpan(3 * i));
        return new Picture(picture.Width, picture.Height, rgb);
    }

    private sealed class Scripted : IPolicy
    {
        private int _next;

        public string Name => "script";

        public void Reset() => _next = 0;

        public int Decide(ReadOnlySpan<float> observation) => PlanCatalogue.Default.Actions.Names.ToList().IndexOf(Script[_next++]);
    }
}
