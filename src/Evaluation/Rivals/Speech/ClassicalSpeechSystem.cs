using System.Diagnostics;
using SemCom.Channels;
using SemCom.Coding;
using SemCom.Speech;

namespace SemCom.Evaluation.Rivals;

/// <summary>
/// Classical speech codecs over NR LDPC and QAM, in the same frames, over the same channel and with the same estimation as semantic frames. Each part of a sound goes in one frame, with the codec, bit rate, modulation
/// and code rate that promise to be most intelligible at the planned SNR; the container is not charged. A part of which a block is lost is silence.
/// </summary>
internal sealed class ClassicalSpeechSystem : ISpeechSystem
{
    private readonly RivalWorkbench _bench;
    private readonly SpeechLadder _ladder;
    private readonly IReadOnlyList<SpeechCoding> _codings;

    /// <param name="name">Its name.</param>
    /// <param name="codings">What may be chosen.</param>
    /// <param name="bench">Error rates, shared with other rivals.</param>
    /// <param name="ladder">Coded sounds, shared with other rivals.</param>
    /// <exception cref="SemComException">There is no ffmpeg, or an encoder is missing.</exception>
    public ClassicalSpeechSystem(string name, IReadOnlyList<SpeechCoding> codings, RivalWorkbench bench, SpeechLadder ladder)
    {
        (Name, _codings, _bench, _ladder) = (name, codings, bench, ladder);
        Identity = $"ffmpeg {SpeechPrograms.CheckedFfmpeg(codings)}; {string.Join("; ", codings)}; {bench.Transports.Identity}";
    }

    public string Name { get; }

    public string Identity { get; }

    public SystemKind Kind => SystemKind.Classical;

    public ValueTask<SystemResult> SendAsync(Picture picture, LinkConditions conditions, CancellationToken cancellationToken) =>
        throw new SemComException($"--systems: {Name} needs sounds (a picture was given); name sound files, or choose a codec for pictures");

    public async ValueTask<SpeechSystemResult> SendAsync(Sound sound, LinkConditions conditions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sound);
        ArgumentNullException.ThrowIfNull(conditions);
        return await Task.Run(() => Send(sound.At(SpeechTransform.SampleRate), conditions, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private SpeechSystemResult Send(Sound sound, LinkConditions conditions, CancellationToken cancellationToken)
    {
        var samples = new float[sound.ValueCount];
        var passages = new List<SpeechPassage>();
        foreach (var (start, count) in SpeechParts.Of(sound.ValueCount, SpeechParts.UsualSeconds))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var passage = SendPart(sound.Part(start, count), conditions with { Frame = conditions.Frame + (ulong)passages.Count });
            passage.Shown?.Samples.CopyTo(samples.AsSpan(start, count));
            passages.Add(passage);
        }
        var outcomes = passages.Select(passage => passage.Outcome).ToList();
        var ledger = outcomes.Aggregate(default(ChannelUseLedger), (sum, outcome) => sum + outcome.Ledger);
        var received = new Sound(sound.SampleRate, samples);
        var record = SpeechJudge.Judge(new QualityRecord
        {
            System = Name,
            Model = passages[0].Coded is { } coded ? $"{coded.Coding} {McsLadder.NameOf(passages[0].Mcs!)}" : null,
            Mode = LinkMode.Digital.Name(),
            Source = "sound",
            Modality = SpeechJudge.Modality,
            Channel = conditions.Channel,
            Genie = conditions.Genie,
            SnrDb = conditions.SnrDb,
            PlanSnrDb = conditions.PlanSnrDb ?? conditions.SnrDb,
            Seed = conditions.Seed,
            Cbr = (double)ledger.Total / sound.ValueCount,
            Uses = UsesRecord.From(ledger),
            Lost = passages.All(passage => passage.Shown is null),
            Blocks = outcomes.Sum(outcome => outcome.Blocks),
            BlocksLost = outcomes.Sum(outcome => outcome.BlocksLost),
            EncodeMs = passages.Sum(passage => (passage.Planning + passage.Outcome.EncodeTime).TotalMilliseconds),
            ChannelMs = outcomes.Sum(outcome => outcome.ChannelTime.TotalMilliseconds),
            DecodeMs = outcomes.Sum(outcome => outcome.DecodeTime.TotalMilliseconds),
            BytesOnWire = outcomes.Sum(outcome => outcome.BytesOnWire),
        }, sound, received);
        return new SpeechSystemResult(received, record, [.. Notices(passages)]);
    }

    private SpeechPassage SendPart(Sound part, LinkConditions conditions)
    {
        var begin = Stopwatch.GetTimestamp();
        var planSnrDb = conditions.PlanSnrDb ?? conditions.SnrDb;
        var point = new LinkPoint(conditions.Channel, planSnrDb, conditions.Genie, (int)(conditions.Cbr * part.ValueCount));
        var planned = _bench.Transports.Create(conditions.Channel, planSnrDb, conditions.Genie);
        CodedSpeech? Coded(McsEntry mcs) => _ladder.Best(part, _codings, planned.MessageBytes(mcs, point.ChannelUses, planSnrDb));
        var candidates = McsLadder.All.Where(mcs => Coded(mcs) is not null).ToList();
        var mcs = candidates.Count == 0 ? null : _bench.Adaptation.Choose(point, candidates, mcs => Coded(mcs)?.Score, 0);
        var coded = mcs is null ? null : Coded(mcs);
        var planning = Stopwatch.GetElapsedTime(begin);
        // Where nothing is small enough nothing is sent, and the whole budget is charged.
        if (mcs is null || coded is null)
            return new SpeechPassage(null, null, null, new TransportOutcome([], 0, false, new ChannelUseLedger(point.ChannelUses, 0, 0, 0, 0)), planning);
        var link = _bench.Transports.Create(conditions.Channel, conditions.SnrDb, conditions.Genie);
        var outcome = link.Send(new TransportMessage(coded.Message, coded.Coding.Content, 1, 1), mcs, point.ChannelUses, planSnrDb, new ChannelRealization(conditions.Seed, conditions.Frame));
        return new SpeechPassage(coded, mcs, outcome.Correct ? coded.Decoded : null, outcome, planning);
    }

    private IEnumerable<string> Notices(List<SpeechPassage> passages)
    {
        if (passages.Any(passage => passage.Coded is null))
            yield return $"{Name}: no coding is small enough for the channel uses and the planned SNR; silence stands in its place";
        if (passages.Count(passage => passage is { Coded: not null, Shown: null }) is > 0 and var lost)
            yield return $"{Name}: blocks of {lost} of {passages.Count} parts were lost; silence stands in their place";
    }

    private sealed record SpeechPassage(CodedSpeech? Coded, McsEntry? Mcs, Sound? Shown, TransportOutcome Outcome, TimeSpan Planning);
}
