using SemCom.Speech;

namespace SemCom.Framing;

/// <summary>What the receiver must know before it can read a frame of speech. Sent like a <see cref="FrameHeader"/>, with as many bits.</summary>
public sealed record SpeechHeader
{
    /// <summary>Most samples of a frame.</summary>
    public const int MaxSamples = (1 << SampleBits) - 1;

    /// <summary>Steps of the level; 0 is silence.</summary>
    public const int LevelSteps = 1 << LevelBits;

    internal const int Version = 7;

    private const int SampleBits = 22, LevelBits = 7, SideBitCount = 20;
    private const double LevelStepDb = 1;
    private const double LoudestDb = 20;
    private const int UnusedBits = FrameHeader.BitCount - (3 + 8 + 8 + SampleBits + LevelBits + 24 + 6 + 10 + 2 + 1 + SideBitCount + MessageProtection.IndexBits);

    /// <summary>Most bits of a description.</summary>
    public const int MaxSideBits = (1 << SideBitCount) - 1;

    /// <summary>Number of the model in the catalogue, 0..255; both ends must hold the same one.</summary>
    public required int ModelWireId { get; init; }

    /// <summary>Running number of the frame, modulo 256.</summary>
    public required int Sequence { get; init; }

    /// <summary>Samples at 8 kHz, from 1.</summary>
    public required int Samples { get; init; }

    /// <summary>Level of the sound as a step; see <see cref="Level"/>.</summary>
    public required int LevelStep { get; init; }

    /// <summary>Symbols of the payload.</summary>
    public required int PayloadSymbols { get; init; }

    /// <summary>Planned SNR as a step; see <see cref="FrameHeader.PlanSnrOfStep"/>.</summary>
    public required int PlanSnrStep { get; init; }

    /// <summary>Amplitude scale of the payload as a step; see <see cref="FrameHeader.ScaleOfStep"/>.</summary>
    public required int ScaleStep { get; init; }

    /// <summary>Depth of the classes, 0 .. 3.</summary>
    public required int Depth { get; init; }

    /// <summary>Harmonics are told.</summary>
    public required bool HasPitch { get; init; }

    /// <summary>Bits of the description; 0 without any.</summary>
    public required int SideBits { get; init; }

    /// <summary>Protection of the description.</summary>
    public required MessageProtection SideProtection { get; init; }

    /// <summary>Frames of the transform.</summary>
    public int Frames => SpeechTransform.FrameCount(Samples);

    /// <summary>Root of the mean square of the samples; 0 for silence.</summary>
    public double Level => LevelOf(LevelStep);

    /// <summary>SNR that the power allocation was made for [dB].</summary>
    public double PlanSnrDb => FrameHeader.PlanSnrOfStep(PlanSnrStep);

    /// <summary>Factor by which the allocation's amplitudes were scaled.</summary>
    public double Scale => FrameHeader.ScaleOfStep(ScaleStep);

    /// <summary>The level of a step: 1 dB apart up to 20 dB above full scale, the lowest 106 dB below; 0 for step 0.</summary>
    public static double LevelOf(int step) => step == 0 ? 0 : Math.Sqrt(Decibels.ToLinear(LoudestDb - (LevelSteps - 1 - step) * LevelStepDb));

    /// <summary>The nearest step for a level; 0 for one too low to be told.</summary>
    public static int StepOfLevel(double level) => level <= 0 ? 0
        : (int)Math.Clamp(Math.Round(LevelSteps - 1 - (LoudestDb - 2 * Decibels.FromLinear(level)) / LevelStepDb), 0, LevelSteps - 1);

    /// <summary>The header as bits, one per byte [<see cref="FrameHeader.BitCount"/>].</summary>
    public byte[] ToBits()
    {
        var bits = new byte[FrameHeader.BitCount];
        var cursor = new BitCursor(bits);
        cursor.Write(Version, 3);
        cursor.Write(ModelWireId, 8);
        cursor.Write(Sequence, 8);
        cursor.Write(Samples, SampleBits);
        cursor.Write(LevelStep, LevelBits);
        cursor.Write(PayloadSymbols, 24);
        cursor.Write(PlanSnrStep, 6);
        cursor.Write(ScaleStep, 10);
        cursor.Write(Depth, 2);
        cursor.Write(HasPitch ? 1 : 0, 1);
        cursor.Write(SideBits, SideBitCount);
        cursor.Write(SideProtection.Index, MessageProtection.IndexBits);
        return bits;
    }

    /// <summary>Reads a header whose CRC was right. Null when it is none of speech, or speaks of something unknown.</summary>
    public static SpeechHeader? FromBits(ReadOnlySpan<byte> bits)
    {
        var cursor = new BitCursor(bits.ToArray());
        if (cursor.Read(3) != Version)
            return null;
        var (model, sequence, samples, level, payload) = (cursor.Read(8), cursor.Read(8), cursor.Read(SampleBits), cursor.Read(LevelBits), cursor.Read(24));
        var (planSnr, scale, depth, hasPitch) = (cursor.Read(6), cursor.Read(10), cursor.Read(2), cursor.Read(1) == 1);
        var (sideBits, protection) = (cursor.Read(SideBitCount), cursor.Read(MessageProtection.IndexBits));
        if (samples == 0 || payload == 0 || protection >= MessageProtection.All.Count || cursor.Read(UnusedBits) != 0
            || (depth == 0 && !hasPitch) != (sideBits == 0) || sideBits > 0 && !MessageProtection.All[protection].Takes(sideBits))
        {
            return null;
        }
        return new SpeechHeader
        {
            ModelWireId = model,
            Sequence = sequence,
            Samples = samples,
            LevelStep = level,
            PayloadSymbols = payload,
            PlanSnrStep = planSnr,
            ScaleStep = scale,
            Depth = depth,
            HasPitch = hasPitch,
            SideBits = sideBits,
            SideProtection = MessageProtection.All[protection],
        };
    }
}
