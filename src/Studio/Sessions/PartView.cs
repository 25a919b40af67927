using SemCom.Runtime.Media;

namespace SemCom.Studio;

/// <summary>A part of a sound as viewers get it.</summary>
internal static class PartView
{
    /// <summary>Makes the message.</summary>
    /// <param name="number">Number within the session.</param>
    /// <param name="startSeconds">Where the part begins in the source [s].</param>
    /// <param name="result">The part.</param>
    /// <param name="rival">What the classical codec made of it; null for nothing.</param>
    /// <param name="rivalIsChoosing">Whether the classical codec is not ready yet.</param>
    /// <param name="dropped">Parts that were left out.</param>
    public static PartMessage Of(long number, double startSeconds, SpeechResult result, SoundRivalView? rival, bool rivalIsChoosing, long dropped) => new()
    {
        Number = number,
        StartSeconds = startSeconds,
        SampleRate = result.Sent.SampleRate,
        Original = SoundFile.ToPcm(result.Sent),
        Semantic = SoundFile.ToPcm(result.Sound),
        Loss = result.Frames.FirstOrDefault(frame => frame.IsLost)?.Loss,
        Ledger = result.Ledger,
        Cbr = result.Quality.Cbr,
        SnrDb = result.Quality.SnrDb,
        PlanSnrDb = result.Quality.PlanSnrDb,
        EffectiveSnrDb = result.Frames[0].EffectiveSnrDb,
        SiSdrDb = result.Quality.Lost ? null : result.Quality.SiSdrDb,
        Stoi = result.Quality.Stoi,
        LatencyMs = 1000 * result.Sent.Seconds + WorkMs(result),
        Dropped = dropped,
        Rival = rival?.ToMessage(),
        RivalIsChoosing = rivalIsChoosing,
        Constellation = AirView.Constellation(result.AirSeen),
        Response = AirView.Response(result.AirSeen),
    };

    /// <summary>What transmitter, channel and receiver took [ms].</summary>
    public static double WorkMs(SpeechResult result) => result.Quality.EncodeMs + result.Quality.ChannelMs + result.Quality.DecodeMs;
}
