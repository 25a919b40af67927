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
        var parts = new List<SentPart>();
        foreach (var (start, count) in SpeechParts.Of(sound.ValueCount, SpeechParts.UsualSeconds))
        {
            cancellationToken.ThrowIfCancellationRequested();
            parts.Add(SendPart(sound.Part(start, count), conditions with { Frame = conditions.Frame + (ulong)parts.Count }));
        }
        var scheme = parts[0].Coded is { } coded ? $"{coded.Coding} {McsLadder.NameOf(parts[0].Mcs!)}" : null;
        var (received, _, record) = SpeechJudge.Judge((Name, scheme, LinkMode.Digital), conditions.ToSpeechLink(), sound, [.. parts.Select(part => part.Passage)]);
        return new SpeechSystemResult(received, record with { Blocks = parts.Sum(part => part.Outcome.Blocks), BlocksLost = parts.Sum(part => part.Outcome.BlocksLost) }, [.. Notices(parts)]);
    }

    private SentPart SendPart(Sound part, LinkConditions conditions)
    {
        var begin = Stopwatch.GetTimestamp();
        var planSnrDb = conditions.PlanSnrDb ?? conditions.SnrDb;
        var point = new LinkPoint(conditions.Channel, planSnrDb, conditions.Genie, (int)(conditions.Cbr * part.ValueCount));
        var planned = _bench.Transports.Create(conditions.Channel, planSnrDb, conditions.Genie);
        var rungs = _ladder.Of(part, _codings);
        var fitting = McsLadder.All.Select(mcs => (Mcs: mcs, Coded: SpeechLadder.Best(rungs, planned.MessageBytes(mcs, point.ChannelUses, planSnrDb)))).Where(pair => pair.Coded is not null)
            .ToDictionary(pair => pair.Mcs, pair => pair.Coded!);
        var mcs = fitting.Count == 0 ? null : _bench.Adaptation.Choose(point, [.. McsLadder.All.Where(fitting.ContainsKey)], mcs => fitting[mcs].Score, 0);
        var planning = Stopwatch.GetElapsedTime(begin);
        // Where nothing is small enough nothing is sent, and the whole budget is charged.
        if (mcs is null)
            return new SentPart(null, null, new TransportOutcome([], 0, false, new ChannelUseLedger(point.ChannelUses, 0, 0, 0, 0)), planning);
        var coded = fitting[mcs];
        var link = _bench.Transports.Create(conditions.Channel, conditions.SnrDb, conditions.Genie);
        var outcome = link.Send(new TransportMessage(coded.Message, coded.Coding.Content, 1, 1), mcs, point.ChannelUses, planSnrDb, new ChannelRealization(conditions.Seed, conditions.Frame));
        return new SentPart(coded, mcs, outcome, planning);
    }

    private IEnumerable<string> Notices(List<SentPart> parts)
    {
        if (parts.Any(part => part.Coded is null))
            yield return $"{Name}: no coding is small enough for the channel uses and the planned SNR; silence stands in its place";
        if (parts.Count(part => part is { Coded: not null, Outcome.Correct: false }) is > 0 and var lost)
            yield return $"{Name}: blocks of {lost} of {parts.Count} parts were lost; silence stands in their place";
    }

    private sealed record SentPart(CodedSpeech? Coded, McsEntry? Mcs, TransportOutcome Outcome, TimeSpan Planning)
    {
        public SpeechPassage Passage { get; } = new(Outcome.Correct ? Coded!.Decoded : null, Outcome.Ledger, Outcome.BytesOnWire, Planning + Outcome.EncodeTime, Outcome.ChannelTime, Outcome.DecodeTime);
    }
}
