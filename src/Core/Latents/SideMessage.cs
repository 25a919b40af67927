using SemCom.Coding;

namespace SemCom.Latents;

/// <summary>The digital part of a frame behind the header: focus map, rate map, then base layer, in one range-coded message. Each may be absent.</summary>
/// <param name="Map">The rate map.</param>
/// <param name="Base">The base layer; null when colour means are analog.</param>
/// <param name="Focus">What errors count; null when they count the same everywhere.</param>
public sealed record SideMessage(ClassMap Map, BaseLayer? Base, FocusMap? Focus = null)
{
    /// <summary>The message as bits, one per byte, a multiple of 8; empty when there is nothing to say.</summary>
    public byte[] ToBits(LatentTables tables)
    {
        if (Map.Cell == 0 && Base is null && Focus is null)
            return [];
        var encoder = new RangeEncoder();
        if (Focus is not null)
            FocusMapCode.Encode(encoder, Focus);
        if (Map.Cell > 0)
            ClassMapCode.Encode(encoder, tables, Map);
        if (Base is not null)
            BaseLayerCode.Encode(encoder, tables, Map.Patches, Base);
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
    public static SideMessage? FromBits(
        ReadOnlySpan<byte> bits, LatentTables tables, PatchGrid patches, int cell, int wholePictureClass, int stepIndex, bool hasFocus = false)
    {
        var whole = cell == 0 ? ClassMap.FromCells(patches, 0, [(byte)wholePictureClass]) : null;
        if (whole is not null && stepIndex == 0 && !hasFocus)
            return new SideMessage(whole, null);
        try
        {
            var decoder = new RangeDecoder(BitPacking.ToBytes(bits));
            var focus = hasFocus ? FocusMapCode.Decode(decoder, patches) : null;
            var map = whole ?? ClassMapCode.Decode(decoder, tables, patches, cell);
            var layer = stepIndex == 0 ? null : BaseLayerCode.Decode(decoder, tables, patches, BaseLayer.Steps[stepIndex - 1], focus is null ? null : FocusBlocks.Of(focus, tables.LowBlock));
            decoder.Finish();
            return new SideMessage(map, layer, focus);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
