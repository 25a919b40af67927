using SemCom.Runtime.Media;

namespace SemCom.Evaluation.Rivals;

/// <summary>What all rivals share: remembered encodings and measured error rates.</summary>
internal sealed class RivalWorkbench
{
    /// <param name="transports">The link.</param>
    /// <param name="cache">Where error rates are kept, and encodings.</param>
    /// <param name="ladder">Encodings that others share; null for its own.</param>
    public RivalWorkbench(IDigitalTransports transports, CacheFolder cache, EncodeLadder? ladder = null)
    {
        Transports = transports;
        Ladder = ladder ?? new EncodeLadder(cache);
        Search = new RateSearch(Ladder);
        Rates = new ErrorRates(transports, cache);
        Adaptation = new LinkAdaptation(Rates);
    }

    public IDigitalTransports Transports { get; }

    public EncodeLadder Ladder { get; }

    public RateSearch Search { get; }

    public ErrorRates Rates { get; }

    public LinkAdaptation Adaptation { get; }

    /// <summary>ffmpeg's version, when it has the encoders of all these codecs.</summary>
    /// <exception cref="SemComException">There is no ffmpeg, or an encoder is missing.</exception>
    public static string CheckedFfmpeg(IEnumerable<RivalCodec> codecs)
    {
        var program = FfmpegProgram.Find("classical systems");
        foreach (var codec in codecs)
            codec.RequireEncoder(program);
        return program.Version;
    }
}
