using System.Diagnostics;
using SemCom.Channels;

namespace SemCom.Evaluation.Rivals;

/// <summary>
/// H.264 or H.265 over NR LDPC and QAM, in the same frames, over the same channel and with the same estimation as semantic frames. Every picture's coded frame is one message; a message that
/// does not arrive whole is taken out of the stream, and the decoder conceals.
/// </summary>
internal sealed class ClassicalVideoSystem : IVideoSystem
{
    /// <summary>How far the stream may be behind its pictures [s].</summary>
    public const double BufferSeconds = 0.5;

    /// <summary>Numbers of video in headers, apart from those of pictures.</summary>
    public const int FirstContent = 64;

    private readonly VideoCodec _codec;
    private readonly RivalWorkbench _bench;
    private readonly VideoPlanner _planner;

    /// <exception cref="SemComException">There is no ffmpeg, or the encoder is missing.</exception>
    public ClassicalVideoSystem(VideoCodec codec, RivalWorkbench bench, VideoPlanner planner)
    {
        (_codec, _bench, _planner) = (codec, bench, planner);
        var coding = new VideoCoding(25, false, ResolutionFactor.One, codec.PixelFormats[^1]);
        Identity = $"ffmpeg {codec.RequireFfmpeg().Version}; {string.Join(' ', codec.Arguments(coding, 0))}; {bench.Transports.Identity}; video 1";
    }

    public string Name => _codec.Name;

    public string Identity { get; }

    public SystemKind Kind => SystemKind.Classical;

    public ValueTask<SystemResult> SendAsync(Picture picture, LinkConditions conditions, CancellationToken cancellationToken) =>
        throw new SemComException($"--systems: {Name} needs videos (a picture was given); name video files, or choose hevc, which codes pictures");

    public async ValueTask<VideoResult> SendAsync(VideoPictures video, LinkConditions conditions, CancellationToken cancellationToken) =>
        await Task.Run(() => Send(video, conditions, cancellationToken), cancellationToken).ConfigureAwait(false);

    private VideoResult Send(VideoPictures video, LinkConditions conditions, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        var clip = new VideoClip(video.Pictures, video.FramesPerSecond);
        var planSnrDb = conditions.PlanSnrDb ?? conditions.SnrDb;
        var budget = (int)(conditions.Cbr * clip.Pictures[0].ValueCount);
        var plan = _planner.Plan(_codec, clip, new VideoPoint(new LinkPoint(conditions.Channel, planSnrDb, conditions.Genie, budget), BufferSeconds));
        var sent = new VideoSent { Encode = Stopwatch.GetElapsedTime(begin) };
        cancellationToken.ThrowIfCancellationRequested();

        var frames = plan is null ? Nothing(clip, budget, sent) : Transmit(plan, clip, conditions, sent, cancellationToken);
        begin = Stopwatch.GetTimestamp();
        var shown = plan is null
            ? [.. Enumerable.Repeat(PictureConcealment.Grey(clip.Width, clip.Height), clip.Pictures.Count)]
            : VideoPrograms.Decode(_codec, frames, plan.Coding, clip.Width, clip.Height);
        sent.Decode += Stopwatch.GetElapsedTime(begin);
        var record = VideoJudge.Record((Name, plan?.ToString(), "digital"), video, shown, sent, conditions);
        return new VideoResult(shown, record, plan is null ? [$"{Name}: no encoding is small enough for the channel uses and the planned SNR; a grey stand-in is shown"] : []);
    }

    private List<IReadOnlyList<byte[]>?> Transmit(VideoPlan plan, VideoClip clip, LinkConditions conditions, VideoSent sent, CancellationToken cancellationToken)
    {
        var link = _bench.Transports.Create(conditions.Channel, conditions.SnrDb, conditions.Genie);
        var content = FirstContent + VideoCodec.All.ToList().IndexOf(_codec);
        var frames = new List<IReadOnlyList<byte[]>?>();
        for (var i = 0; i < plan.Uses.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var message = new TransportMessage(plan.Video.Messages[i], content, clip.Width, clip.Height);
            var outcome = link.Send(message, _codec.IsKey(message.Bytes) ? plan.Mcs.Key : plan.Mcs.Usual, plan.Uses[i], conditions.PlanSnrDb ?? conditions.SnrDb, new ChannelRealization(conditions.Seed, conditions.Frame + (ulong)i));
            frames.Add(outcome.Correct ? NalUnits.SplitJoined(outcome.Message) : null);
            sent.Add(outcome.Ledger, !outcome.Correct, outcome.BytesOnWire, outcome.ChannelTime, (outcome.Blocks, outcome.BlocksLost));
            sent.Encode += outcome.EncodeTime;
            sent.Decode += outcome.DecodeTime;
        }
        return frames;
    }

    /// <summary>Where nothing is small enough, nothing is sent, and the whole budget is charged.</summary>
    private static List<IReadOnlyList<byte[]>?> Nothing(VideoClip clip, int budget, VideoSent sent)
    {
        foreach (var _ in clip.Pictures)
            sent.Add(new ChannelUseLedger(budget, 0, 0, 0, 0), true, 0, TimeSpan.Zero, (0, 0));
        return [];
    }
}
