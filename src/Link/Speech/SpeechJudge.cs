namespace SemCom;

/// <summary>Judges received speech.</summary>
public static class SpeechJudge
{
    /// <summary>What records call it.</summary>
    public const string Modality = "speech";

    /// <summary>The record with what the comparison of two sounds says: SI-SDR, null for an exact copy and for silence, and STOI, null for less than half a second of speech.</summary>
    /// <param name="record">All else.</param>
    /// <param name="sent">What was sent.</param>
    /// <param name="received">What arrived, of the same rate and length.</param>
    public static QualityRecord Judge(QualityRecord record, Sound sent, Sound received)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(sent);
        ArgumentNullException.ThrowIfNull(received);
        if (sent.Samples.IndexOfAnyExcept(sent.Samples[0]) < 0)
            return record;
        var siSdrDb = SpeechQuality.SiSdrDb(sent.Samples, received.Samples);
        return record with
        {
            SiSdrDb = double.IsFinite(siSdrDb) ? siSdrDb : null,
            Stoi = SpeechQuality.Stoi(sent.Samples, received.Samples, sent.SampleRate),
        };
    }
}
