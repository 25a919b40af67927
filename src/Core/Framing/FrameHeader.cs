using SemCom.Latents;

namespace SemCom.Framing;

/// <summary>What the receiver must know before it can read a picture frame. Sent as <see cref="BitCount"/> bits with a CRC of 24.</summary>
public sealed record FrameHeader
{
    /// <summary>Bits of a header without its CRC.</summary>
    public const int BitCount = 3 + 8 + 2 + 1 + 14 + 14 + 8 + 24 + 6 + 10 + 3 + 3 + 3 + 22 + MessageProtection.IndexBits;

    /// <summary>Bytes of a header without its CRC, where it is packed.</summary>
    public const int ByteCount = (BitCount + 7) / 8;

    /// <summary>Most bits of a side message.</summary>
    public const int MaxSideBits = (1 << 22) - 1;

    /// <summary>Most payload symbols of a frame.</summary>
    public const int MaxPayloadSymbols = (1 << 24) - 1;

    internal const int Version = 2;
    internal const int VersionWithFocus = 3;
    internal const int VersionWithFocusAndRotations = 0;
    internal const int VersionWithRotations = 1;
    internal const int VersionOfDifference = 5;
    internal const int VersionOfUpdate = 6;

    private const double LowestPlanSnrDb = -6;
    private const double PlanSnrStepDb = 0.5;
    private const int ScaleCentre = 512;
    private const double ScaleStepsPerOctave = 64;

    /// <summary>Number of the model in the catalogue, 0..255; both ends must hold the same one.</summary>
    public required int ModelWireId { get; init; }

    /// <summary>How the payload is to be read.</summary>
    public required LinkMode Mode { get; init; }

    /// <summary>The picture is grey.</summary>
    public required bool Grey { get; init; }

    /// <summary>Pixels in a row.</summary>
    public required int Width { get; init; }

    /// <summary>Rows.</summary>
    public required int Height { get; init; }

    /// <summary>Running number of the frame, modulo 256.</summary>
    public required int Sequence { get; init; }

    /// <summary>Symbols of the payload: where the ordered latents were cut.</summary>
    public required int PayloadSymbols { get; init; }

    /// <summary>Planned SNR as a step; see <see cref="PlanSnrDb"/>.</summary>
    public required int PlanSnrStep { get; init; }

    /// <summary>Amplitude scale of the payload as a step; see <see cref="Scale"/>.</summary>
    public required int ScaleStep { get; init; }

    /// <summary>Side of a rate-map cell in patches, 0 when one class serves the whole picture.</summary>
    public required int Cell { get; init; }

    /// <summary>Class of the whole picture; 0 where there is a rate map.</summary>
    public required int WholePictureClass { get; init; }

    /// <summary>Step of the base layer, numbered from 1; 0 when colour means are analog.</summary>
    public required int BaseStep { get; init; }

    /// <summary>The side message begins with a focus map. Told by the version, so that receivers which know none refuse the frame.</summary>
    public bool HasFocus { get; init; }

    /// <summary>The side message ends with a map of rotations. Told by the version, likewise.</summary>
    public bool HasRotations { get; init; }

    /// <summary>
    /// The picture is what differs from one that both ends know, named in a message before the frame; it has no focus map. Told by the version, so that receivers which know of none refuse the frame.
    /// </summary>
    public bool IsDifference { get; init; }

    /// <summary>
    /// The frame updates a picture of a video that the receiver holds: its side message is an <c>UpdateMessage</c>, <see cref="BaseStep"/> the step of its colour means; it has no rate map. Told by the
    /// version.
    /// </summary>
    public bool IsUpdate { get; init; }

    /// <summary>Bits of the side message: focus map, rate map, base layer and rotations; 0 without any.</summary>
    public required int SideBits { get; init; }

    /// <summary>Protection of the side message.</summary>
    public required MessageProtection SideProtection { get; init; }

    /// <summary>SNR that the power allocation was made for [dB].</summary>
    public double PlanSnrDb => PlanSnrOfStep(PlanSnrStep);

    /// <summary>Factor by which the allocation's amplitudes were scaled to give the payload unit mean power.</summary>
    public double Scale => ScaleOfStep(ScaleStep);

    /// <summary>Smallest amplitude scale that a header can tell.</summary>
    public static double SmallestScale => ScaleOfStep(0);

    /// <summary>Largest amplitude scale that a header can tell.</summary>
    public static double LargestScale => ScaleOfStep(1023);

    /// <summary>The planned SNR of a step [dB].</summary>
    public static double PlanSnrOfStep(int step) => LowestPlanSnrDb + step * PlanSnrStepDb;

    /// <summary>The amplitude scale of a step.</summary>
    public static double ScaleOfStep(int step) => Math.Pow(2, (step - ScaleCentre) / ScaleStepsPerOctave);

    /// <summary>The nearest step for a planned SNR.</summary>
    public static int StepOfPlanSnr(double snrDb) => (int)Math.Round(Math.Clamp((snrDb - LowestPlanSnrDb) / PlanSnrStepDb, 0, 63));

    /// <summary>The nearest step for an amplitude scale.</summary>
    public static int StepOfScale(double scale) => (int)Math.Round(Math.Clamp(ScaleCentre + ScaleStepsPerOctave * Math.Log2(scale), 0, 1023));

    /// <summary>The header as bits, one per byte [<see cref="BitCount"/>].</summary>
    public byte[] ToBits()
    {
        var bits = new byte[BitCount];
        var cursor = new BitCursor(bits);
        cursor.Write((IsUpdate, IsDifference, HasFocus, HasRotations) switch
        {
            (true, _, _, _) => VersionOfUpdate,
            (_, true, _, _) => VersionOfDifference,
            (_, _, true, true) => VersionWithFocusAndRotations,
            (_, _, true, _) => VersionWithFocus,
            (_, _, _, true) => VersionWithRotations,
            _ => Version,
        }, 3);
        cursor.Write(ModelWireId, 8);
        cursor.Write((int)Mode, 2);
        cursor.Write(Grey ? 1 : 0, 1);
        cursor.Write(Width - 1, 14);
        cursor.Write(Height - 1, 14);
        cursor.Write(Sequence, 8);
        cursor.Write(PayloadSymbols, 24);
        cursor.Write(PlanSnrStep, 6);
        cursor.Write(ScaleStep, 10);
        cursor.Write(ClassMap.CodeOf(Cell), 3);
        cursor.Write(WholePictureClass, 3);
        cursor.Write(BaseStep, 3);
        cursor.Write(SideBits, 22);
        cursor.Write(SideProtection.Index, MessageProtection.IndexBits);
        return bits;
    }

    /// <summary>Reads a header whose CRC was right. Null when it speaks of something that this version does not know.</summary>
    public static FrameHeader? FromBits(ReadOnlySpan<byte> bits)
    {
        var cursor = new BitCursor(bits.ToArray());
        var version = cursor.Read(3);
        if (version is not (Version or VersionWithFocus or VersionWithRotations or VersionWithFocusAndRotations or VersionOfDifference or VersionOfUpdate) || new BitCursor(bits[^MessageProtection.IndexBits..].ToArray()).Read(MessageProtection.IndexBits) is var index && index >= MessageProtection.All.Count)
            return null;
        var header = new FrameHeader
        {
            ModelWireId = cursor.Read(8),
            Mode = (LinkMode)cursor.Read(2),
            Grey = cursor.Read(1) == 1,
            Width = cursor.Read(14) + 1,
            Height = cursor.Read(14) + 1,
            Sequence = cursor.Read(8),
            PayloadSymbols = cursor.Read(24),
            PlanSnrStep = cursor.Read(6),
            ScaleStep = cursor.Read(10),
            Cell = ClassMap.CellOf(cursor.Read(3)),
            WholePictureClass = cursor.Read(3),
            BaseStep = cursor.Read(3),
            HasFocus = version is VersionWithFocus or VersionWithFocusAndRotations,
            HasRotations = version is VersionWithRotations or VersionWithFocusAndRotations,
            IsDifference = version == VersionOfDifference,
            IsUpdate = version == VersionOfUpdate,
            SideBits = cursor.Read(22),
            SideProtection = MessageProtection.All[index],
        };
        var known = header.Mode == LinkMode.Analog && header.Cell >= 0 && (long)header.Width * header.Height <= Picture.MaxPixels
            && (header.Cell == 0 && header.BaseStep == 0 && !header.HasFocus && !header.HasRotations) == (header.SideBits == 0) && (header.SideBits == 0 || header.SideProtection.Takes(header.SideBits)) && header.PayloadSymbols > 0
            && (!header.IsUpdate || header.Cell == 0 && header.WholePictureClass == 0 && header.BaseStep > 0);
        return known ? header : null;
    }
}
