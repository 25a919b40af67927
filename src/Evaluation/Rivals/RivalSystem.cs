using System.Diagnostics;
using SemCom.Channels;

namespace SemCom.Evaluation.Rivals;

/// <summary>
/// Classical picture codecs over NR LDPC and QAM, in the same frames, over the same channel and with the same estimation as semantic frames. With several
/// codecs, the one with the highest expected PSNR is used for each picture.
/// </summary>
internal sealed class RivalSystem : ISystem
{
    private readonly RivalWorkbench _bench;
    private readonly IReadOnlyList<RivalCodec> _codecs;
    private readonly RivalPlanner _planner;

    /// <param name="name">Name with parameters, as typed.</param>
    /// <param name="codecs">The codecs that are chosen from.</param>
    /// <param name="options">Its parameters.</param>
    /// <param name="bench">Encodings and error rates, shared with other rivals.</param>
    /// <exception cref="SemComException">There is no ffmpeg, or an encoder is missing.</exception>
    public RivalSystem(string name, IReadOnlyList<RivalCodec> codecs, RivalOptions options, RivalWorkbench bench)
    {
        (Name, _codecs, _bench) = (name, codecs, bench);
        _planner = new RivalPlanner(bench, options);
        Identity = $"ffmpeg {RivalWorkbench.CheckedFfmpeg(codecs)}; {string.Join("; ", codecs.Select(c => c.Settings))}; "
            + $"resize {(options.Resize ? "on" : "off")}; "
            + $"modem {(options.TokenModem ? "of tokens" : "of NR")}; mcs {(options.Mcs is { } mcs ? McsLadder.NameOf(mcs) : "for the planned SNR")}; {bench.Transports.Identity}";
    }

    public string Name { get; }

    public string Identity { get; }

    public SystemKind Kind => SystemKind.Classical;

    public async ValueTask<SystemResult> SendAsync(Picture picture, LinkConditions conditions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(conditions);
        return await Task.Run(() => Send(picture, conditions, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private SystemResult Send(Picture original, LinkConditions conditions, CancellationToken cancellationToken)
    {
        var judge = PictureJudge.For(original, conditions.Metrics, conditions.Threads ?? 0);
        var begin = Stopwatch.GetTimestamp();
        var picture = new RivalPicture(original);
        var planSnrDb = conditions.PlanSnrDb ?? conditions.SnrDb;
        var point = new LinkPoint(conditions.Channel, planSnrDb, conditions.Genie, (int)(conditions.Cbr * original.ValueCount));
        var plan = _planner.Plan(picture, _codecs, point);
        var message = new TransportMessage(
            plan is null ? [0] : _bench.Ladder.Stream(picture, plan.Rung), RivalCodecs.ContentOf(plan?.Rung), original.Width, original.Height);
        var encode = Stopwatch.GetElapsedTime(begin);
        cancellationToken.ThrowIfCancellationRequested();

        var link = _bench.Transports.Create(conditions.Channel, conditions.SnrDb, conditions.Genie);
        var realization = new ChannelRealization(conditions.Seed, conditions.Frame);
        var mcs = plan?.Mcs ?? McsLadder.All.FirstOrDefault(any => link.MessageBytes(any, point.ChannelUses, planSnrDb) > 0);
        // Where not even a byte fits, nothing is sent, and the whole budget is charged.
        var outcome = mcs is null
            ? new TransportOutcome([], 0, false, new ChannelUseLedger(point.ChannelUses, 0, 0, 0, 0))
            : link.Send(message, mcs, point.ChannelUses, planSnrDb, realization);
        cancellationToken.ThrowIfCancellationRequested();

        begin = Stopwatch.GetTimestamp();
        var shown = Shown(plan, outcome, original.Width, original.Height);
        var decode = Stopwatch.GetElapsedTime(begin);
        var record = judge.Judge(new QualityRecord
        {
            System = Name,
            Model = plan is null ? null : $"{plan.Rung.Codec.Name} {McsLadder.NameOf(plan.Mcs)} {plan.Rung.Factor}",
            Mode = "digital",
            Source = "picture",
            Modality = "picture",
            Channel = conditions.Channel,
            Genie = conditions.Genie,
            SnrDb = conditions.SnrDb,
            PlanSnrDb = planSnrDb,
            Seed = conditions.Seed,
            Cbr = (double)outcome.Ledger.Total / original.ValueCount,
            Uses = UsesRecord.From(outcome.Ledger),
            Lost = plan is null || !outcome.Correct,
            Blocks = outcome.Blocks,
            BlocksLost = outcome.BlocksLost,
            EncodeMs = (encode + outcome.EncodeTime).TotalMilliseconds,
            ChannelMs = outcome.ChannelTime.TotalMilliseconds,
            DecodeMs = (outcome.DecodeTime + decode).TotalMilliseconds,
            BytesOnWire = outcome.BytesOnWire,
        }, shown);
        return new SystemResult(shown, record, [.. judge.Notices, .. Notices(plan, outcome)]);
    }

    /// <summary>What the receiver makes of the bytes. Damage anywhere means a concealed picture, never one presented as good.</summary>
    private static Picture Shown(RivalPlan? plan, TransportOutcome outcome, int width, int height) => plan is null
        ? PictureConcealment.Grey(width, height)
        : outcome.Correct
            ? plan.Rung.Codec.Decode(outcome.Message, width, height, plan.Rung.Format)
            : DamagedStream.Conceal(plan.Rung.Codec, plan.Rung.Format, outcome.Message, outcome.IntactBytes, width, height);

    private IEnumerable<string> Notices(RivalPlan? plan, TransportOutcome outcome)
    {
        if (plan is null)
            yield return $"{Name}: no codestream is small enough for the channel uses and the planned SNR; a grey stand-in is shown";
        else if (!outcome.Correct)
            yield return $"{Name}: blocks were lost; the picture shown is concealed";
    }
}
