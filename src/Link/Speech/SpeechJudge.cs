namespace SemCom;

/// <summary>Judges received speech.</summary>
public static class SpeechJudge
{
    /// <summary>Puts the parts of a sound together, silence in place of those that were lost, and judges it.</summary>
    /// <param name="who">The system, its model or scheme, and its mode.</param>
    /// <param name="link">How it was sent.</param>
    /// <param name="sent">What was sent.</param>
    /// <param name="passages">What became of each of its parts (<see cref="SpeechParts"/>).</param>
    /// <returns>
    /// What is heard, the channel uses of all parts, and the record: with SI-SDR, null for an exact copy and for silence, and STOI, null for less than half a second of speech.
    /// </returns>
    public static (Sound Received, ChannelUseLedger Ledger, QualityRecord Quality) Judge(
        (string System, string? Model, LinkMode Mode) who, SpeechLinkOptions link, Sound sent, IReadOnlyList<SpeechPassage> passages)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(sent);
        ArgumentNullException.ThrowIfNull(passages);
        var samples = new float[sent.ValueCount];
        foreach (var ((start, count), passage) in SpeechParts.Of(sent.ValueCount, link.FrameSeconds).Zip(passages))
            passage.Received?.Samples.CopyTo(samples.AsSpan(start, count));
        var received = new Sound(sent.SampleRate, samples);
        var ledger = passages.Aggregate(default(ChannelUseLedger), (sum, passage) => sum + passage.Ledger);
        var isSilent = sent.Samples.IndexOfAnyExcept(sent.Samples[0]) < 0;
        return (received, ledger, new QualityRecord
        {
            System = who.System,
            Model = who.Model,
            Mode = who.Mode.Name(),
            Source = "sound",
            Modality = "speech",
            Channel = link.Channel,
            Genie = link.UseGenie,
            SnrDb = link.SnrDb,
            PlanSnrDb = link.PlanSnrDb ?? link.SnrDb,
            Seed = link.Seed,
            Cbr = (double)ledger.Total / sent.ValueCount,
            Uses = UsesRecord.From(ledger),
            SiSdrDb = isSilent ? null : Finite(SpeechQuality.SiSdrDb(sent.Samples, received.Samples)),
            Stoi = isSilent ? null : SpeechQuality.Stoi(sent.Samples, received.Samples, sent.SampleRate),
            Lost = passages.All(passage => passage.Received is null),
            EncodeMs = passages.Sum(passage => passage.Encode.TotalMilliseconds),
            ChannelMs = passages.Sum(passage => passage.Air.TotalMilliseconds),
            DecodeMs = passages.Sum(passage => passage.Decode.TotalMilliseconds),
            BytesOnWire = passages.Sum(passage => passage.BytesOnWire),
        });
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
