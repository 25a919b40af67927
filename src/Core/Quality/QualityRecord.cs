namespace SemCom;

/// <summary>What one source looked like after one link: one record type for every system, ours and its rivals.</summary>
public sealed record QualityRecord
{
    /// <summary>System under test, for example "semantic" or "jpeg".</summary>
    public required string System { get; init; }

    /// <summary>Model id, or null where the system has none.</summary>
    public string? Model { get; init; }

    /// <summary>"analog", "digital" or "generative".</summary>
    public required string Mode { get; init; }

    /// <summary>Name of the source: a file name without folder.</summary>
    public required string Source { get; init; }

    /// <summary>"picture", "video", "speech" or "text".</summary>
    public required string Modality { get; init; }

    /// <summary>Channel specification, as the user would type it.</summary>
    public required string Channel { get; init; }

    /// <summary>True when the receiver was given the true channel state.</summary>
    public required bool Genie { get; init; }

    /// <summary>Es/N0 per complex symbol at the receiver, averaged over fading [dB].</summary>
    public required double SnrDb { get; init; }

    /// <summary>SNR that the transmitter planned for [dB].</summary>
    public required double PlanSnrDb { get; init; }

    /// <summary>Seed of every random stream of this transmission.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Channel bandwidth ratio: all channel uses / source values.</summary>
    public required double Cbr { get; init; }

    /// <summary>Channel uses by purpose.</summary>
    public required UsesRecord Uses { get; init; }

    /// <summary>PSNR on 8-bit RGB [dB]; of the concealed picture when the frame was lost. Null for identical pictures (infinite) and other modalities.</summary>
    public double? PsnrDb { get; init; }

    /// <summary>Multi-scale structural similarity, five scales, 0..1. Null where a side is too short for it or it was not asked for (<see cref="PictureQuality.MinMsSsimSide"/>).</summary>
    public double? MsSsim { get; init; }

    /// <summary>Structural similarity at one scale, −1..1. Null where a side is too short for it (<see cref="PictureQuality.MinSsimSide"/>).</summary>
    public double? Ssim { get; init; }

    /// <summary>Cosine of what a network sees in the original and in the received picture, 0..1 for pictures. Null where it was not asked for.</summary>
    public double? SemanticSimilarity { get; init; }

    /// <summary>Distance of the features of a network, 0 for equal pictures. Null where it was not asked for, or a side is too short for it.</summary>
    public double? PerceptualDistance { get; init; }

    /// <summary>True when a classifier gives the received picture the class of the original. Null where it was not asked for.</summary>
    public bool? SameClass { get; init; }

    /// <summary>Share of the picture that the focus covers, 0..1. Null without a focus.</summary>
    public double? FocusShare { get; init; }

    /// <summary>Share of the picture that is private, 0..1. Null where nothing is.</summary>
    public double? PrivateShare { get; init; }

    /// <summary>PSNR within the focus or the private part [dB]. Null without either, or for identical pixels.</summary>
    public double? PsnrInsideDb { get; init; }

    /// <summary>PSNR outside it [dB]. Null without either, or for identical pixels.</summary>
    public double? PsnrOutsideDb { get; init; }

    /// <summary>Scale-invariant signal-to-distortion ratio of speech [dB]. Null for an exact copy, for silence and for other modalities.</summary>
    public double? SiSdrDb { get; init; }

    /// <summary>Short-time objective intelligibility of speech, −1..1. Null where there is less than half a second of speech, and for other modalities.</summary>
    public double? Stoi { get; init; }

    /// <summary>What is recorded of a video in addition; null for other sources. Its PSNR is that over all frames, its times are those of one picture.</summary>
    public VideoRecord? Video { get; init; }

    /// <summary>True when the frame could not be decoded and was concealed; of a video, when no frame could.</summary>
    public required bool Lost { get; init; }

    /// <summary>Code blocks that were sent, 0 where no message fitted. Null for analog frames and in records of earlier versions.</summary>
    public int? Blocks { get; init; }

    /// <summary>Code blocks whose CRC failed; all of them when the header was lost. Null where <see cref="Blocks"/> is.</summary>
    public int? BlocksLost { get; init; }

    /// <summary>Wall time of encoding [ms].</summary>
    public required double EncodeMs { get; init; }

    /// <summary>Wall time of the simulated channel [ms].</summary>
    public required double ChannelMs { get; init; }

    /// <summary>Wall time of decoding [ms].</summary>
    public required double DecodeMs { get; init; }

    /// <summary>Bytes of the frame's MessagePack form.</summary>
    public required long BytesOnWire { get; init; }
}

/// <summary>The ledger as it stands in records and JSON.</summary>
/// <param name="Total">All channel uses.</param>
/// <param name="Payload">Latent or coded source symbols.</param>
/// <param name="Header">The coded frame header.</param>
/// <param name="Pilots">Preamble and pilots.</param>
/// <param name="SideInformation">Rate map and the like.</param>
/// <param name="Knowledge">Synchronisation of shared knowledge.</param>
public sealed record UsesRecord(int Total, int Payload, int Header, int Pilots, int SideInformation, int Knowledge)
{
    /// <summary>Copies a ledger.</summary>
    public static UsesRecord From(ChannelUseLedger ledger) =>
        new(ledger.Total, ledger.Payload, ledger.Header, ledger.Pilots, ledger.SideInformation, ledger.Knowledge);
}
