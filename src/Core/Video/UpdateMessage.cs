using SemCom.Coding;
using SemCom.Latents;

namespace SemCom.Video;

/// <summary>The digital part of a frame that updates a picture: which frame came before, what is told of every patch, the colour means of those sent by themselves.</summary>
/// <param name="Grid">The patches.</param>
/// <param name="Map">Symbol of every patch, rows from the top [Grid.Count].</param>
/// <param name="Levels">Colour means in steps; only those of patches that are sent by themselves count [Grid.Count · means].</param>
/// <param name="StepIndex">Step of the means, 1 .. <see cref="BaseLayer.Steps"/>.Count.</param>
public sealed record UpdateMessage(PatchGrid Grid, byte[] Map, int[] Levels, int StepIndex)
{
    /// <summary>Largest <see cref="Gap"/>.</summary>
    public const int MaxGap = 255;

    /// <summary>Values of <see cref="Precision"/>.</summary>
    public const int PrecisionCount = 64;

    private const int PrecisionBits = 6;
    private const int GapBits = 8;
    private const double PrecisionsPerOctave = 2;
    private const double LowestSquare = 1.0 / 256;

    /// <summary>Numbers since the frame before this one, 1 .. <see cref="MaxGap"/>; a receiver that did not get that one knows that it misses something. 0 where there was none, or long ago.</summary>
    public required int Gap { get; init; }

    /// <summary>
    /// How well latents that were sent before are known, as an index: their expected errors are κ·√variance (which is how analog transmission leaves them), with κ² = <see cref="KnownSquare"/>.
    /// Order and power of latents that are sent once more follow from it.
    /// </summary>
    public required int Precision { get; init; }

    /// <summary>What errors count; null when they count the same everywhere.</summary>
    public FocusMap? Focus { get; init; }

    /// <summary>κ² (0..255 scale, squared).</summary>
    public double KnownSquare => SquareOf(Precision);

    /// <summary>Step of the means, 0..255 scale of an orthonormal transform.</summary>
    public double Step => BaseLayer.Steps[StepIndex - 1];

    /// <summary>The nearest index for a κ².</summary>
    public static int PrecisionOf(double square) => (int)Math.Clamp(Math.Round(PrecisionsPerOctave * Math.Log2(Math.Max(square, LowestSquare) / LowestSquare)), 0, PrecisionCount - 1);

    /// <summary>The message as bits, one per byte, a multiple of 8.</summary>
    public byte[] ToBits(UpdateTables tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var encoder = new RangeEncoder();
        encoder.EncodeBits(Gap, GapBits);
        encoder.EncodeBits(Precision, PrecisionBits);
        encoder.EncodeBits(Focus is null ? 0 : 1, 1);
        if (Focus is not null)
            FocusMapCode.Encode(encoder, Focus);
        UpdateMapCode.Encode(encoder, tables.Symbols, Grid, Map);
        PatchMeansCode.Encode(encoder, tables.Symbols, Grid, Map, Step, Levels, tables.Latents.LowLatents);
        return BitPacking.ToBits(encoder.Finish());
    }

    /// <summary>The message that <paramref name="bits"/> stand for; null when they are none.</summary>
    /// <param name="bits">Decoded bits.</param>
    /// <param name="tables">The model's statistics.</param>
    /// <param name="grid">Patches of the picture.</param>
    /// <param name="stepIndex">Step of the means.</param>
    public static UpdateMessage? FromBits(ReadOnlySpan<byte> bits, UpdateTables tables, PatchGrid grid, int stepIndex)
    {
        ArgumentNullException.ThrowIfNull(tables);
        if (stepIndex < 1 || stepIndex > BaseLayer.Steps.Count)
            return null;
        try
        {
            var decoder = new RangeDecoder(BitPacking.ToBytes(bits));
            var (gap, precision) = (decoder.DecodeBits(GapBits), decoder.DecodeBits(PrecisionBits));
            var focus = decoder.DecodeBits(1) == 1 ? FocusMapCode.Decode(decoder, grid) : null;
            var map = UpdateMapCode.Decode(decoder, tables.Symbols, grid);
            var levels = PatchMeansCode.Decode(decoder, tables.Symbols, grid, map, BaseLayer.Steps[stepIndex - 1], tables.Latents.LowLatents);
            decoder.Finish();
            return new UpdateMessage(grid, map, levels, stepIndex) { Gap = gap, Precision = precision, Focus = focus };
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Exact on every platform.</summary>
    private static double SquareOf(int precision) => Math.ScaleB(LowestSquare * (precision % 2 == 0 ? 1 : Math.Sqrt(2)), precision / 2);
}
