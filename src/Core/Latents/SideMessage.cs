using SemCom.Coding;

namespace SemCom.Latents;

/// <summary>The digital part of a frame behind the header: focus map, rate map, base layer, then rotations, in one range-coded message. Each may be absent.</summary>
/// <param name="Map">The rate map.</param>
/// <param name="Base">The base layer; null when colour means are analog.</param>
/// <param name="Focus">What errors count; null when they count the same everywhere.</param>
/// <param name="Rotations">What the latents of each patch were rotated by; null when they were not.</param>
public sealed record SideMessage(ClassMap Map, BaseLayer? Base, FocusMap? Focus = null, RotationMap? Rotations = null)
{
    /// <summary>The message as bits, one per byte, a multiple of 8; empty when there is nothing to say.</summary>
    public byte[] ToBits(LatentTables tables)
    {
        if (Map.Cell == 0 && Base is null && Focus is null && Rotations is null)
            return [];
        var encoder = new RangeEncoder();
        if (Focus is not null)
            FocusMapCode.Encode(encoder, Focus);
        if (Map.Cell > 0)
            ClassMapCode.Encode(encoder, tables, Map);
        if (Base is not null)
            BaseLayerCode.Encode(encoder, tables, Map.Patches, Base);
        if (Rotations is not null)
            RotationMapCode.Encode(encoder, tables, Map, Rotations);
        return BitPacking.ToBits(encoder.Finish());
    }

    /// <summary>The message that <paramref name="bits"/> stand for; null when they are none.</summary>
    /// <param name="bits">Decoded bits.</param>
    /// <param name="tables">The model's statistics.</param>
    /// <param name="patches">Patches of the picture.</param>
    /// <param name="cell">Side of a cell; 0 when one class serves the whole picture.</param>
    /// <param name="wholePictureClass">That class.</param>
    /// <param name="stepIndex">Step of the base layer; 0 without one.</param>
    /// <param name="hasFocus">The message begins with a focus map.</param>
    /// <param name="rotations">The model's rotations where the message ends with a map of them; null where it does not.</param>
    public static SideMessage? FromBits(
        ReadOnlySpan<byte> bits, LatentTables tables, PatchGrid patches, int cell, int wholePictureClass, int stepIndex, bool hasFocus = false, LatentRotations? rotations = null)
    {
        var whole = cell == 0 ? ClassMap.FromCells(patches, 0, [(byte)wholePictureClass]) : null;
        if (whole is not null && stepIndex == 0 && !hasFocus && rotations is null)
            return new SideMessage(whole, null);
        try
        {
            var decoder = new RangeDecoder(BitPacking.ToBytes(bits));
            var focus = hasFocus ? FocusMapCode.Decode(decoder, patches) : null;
            var map = whole ?? ClassMapCode.Decode(decoder, tables, patches, cell);
            var layer = stepIndex == 0 ? null : BaseLayerCode.Decode(decoder, tables, patches, BaseLayer.Steps[stepIndex - 1], focus is null ? null : FocusBlocks.Of(focus, tables.LowBlock));
            var taken = rotations is null ? null : RotationMapCode.Decode(decoder, tables, map, rotations);
            decoder.Finish();
            return new SideMessage(map, layer, focus, taken);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
