using SemCom.Coding;

namespace SemCom.Latents;

/// <summary>
/// A picture as bytes for any modem: a header, then rate map, colour means, rotations and quantised latents in one range-coded message, then a CRC of 16 bits over all of it.
/// </summary>
/// <param name="Header">How to read the rest.</param>
/// <param name="Map">The rate map.</param>
/// <param name="Means">The colour means (<see cref="ColourMeans"/>).</param>
/// <param name="Levels">All other latents.</param>
/// <param name="Rotations">What they were rotated by; null for a model without.</param>
public sealed record TokenMessage(TokenHeader Header, ClassMap Map, LatentLevels Means, LatentLevels Levels, RotationMap? Rotations = null)
{
    private const int CheckBytes = 2;

    private static readonly Crc Check = Crc.Crc16.WithLeadingOnes();

    /// <summary>What both ends expect of the patches.</summary>
    /// <param name="tables">The model's statistics.</param>
    public PatchKinds KindsOf(LatentTables tables) => KindsOf(tables, Map, Rotations, MeansOf(tables), Means, Header.Step);

    /// <summary>What both ends expect of the colour means.</summary>
    /// <param name="tables">The model's statistics.</param>
    public ColourMeans MeansOf(LatentTables tables) => new(tables, Map.Patches, Rotations?.Rotations);

    /// <summary>The message's bytes.</summary>
    /// <param name="tables">The model's statistics.</param>
    public byte[] ToBytes(LatentTables tables)
    {
        var encoder = new RangeEncoder();
        if (Map.Cell > 0)
            ClassMapCode.Encode(encoder, tables, Map);
        var colours = MeansOf(tables);
        LatentLevelsCode.Encode(encoder, colours.Kinds, Means);
        if (Rotations is not null)
            RotationMapCode.Encode(encoder, tables, Map, Rotations);
        LatentLevelsCode.Encode(encoder, KindsOf(tables, Map, Rotations, colours, Means, Header.Step), Levels);
        var body = encoder.Finish();

        var bytes = new byte[TokenHeader.ByteCount + body.Length + CheckBytes];
        Header.Write(bytes);
        body.CopyTo(bytes, TokenHeader.ByteCount);
        var parity = Parity(bytes.AsSpan(0, bytes.Length - CheckBytes));
        (bytes[^2], bytes[^1]) = ((byte)(parity >> 8), (byte)parity);
        return bytes;
    }

    /// <summary>The header of an intact message; null when the CRC is wrong or the header is unknown.</summary>
    /// <param name="bytes">What arrived.</param>
    public static TokenHeader? ReadHeader(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= TokenHeader.ByteCount + CheckBytes || Parity(bytes[..^CheckBytes]) != (uint)(bytes[^2] << 8 | bytes[^1]) ? null : TokenHeader.Read(bytes);

    /// <summary>The message that bytes stand for; null when they are none.</summary>
    /// <param name="header">What <see cref="ReadHeader"/> read from these bytes.</param>
    /// <param name="bytes">What arrived.</param>
    /// <param name="tables">Statistics of the model that the header names.</param>
    /// <param name="rotations">Its rotations, where its messages have some; null where they have none.</param>
    public static TokenMessage? FromBytes(TokenHeader header, ReadOnlySpan<byte> bytes, LatentTables tables, LatentRotations? rotations = null)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(tables);
        if (header.WholePictureClass >= tables.ClassCount)
            return null;
        var grid = PatchGrid.Covering(header.Width, header.Height, tables.Patch);
        try
        {
            var decoder = new RangeDecoder(bytes[TokenHeader.ByteCount..^CheckBytes].ToArray());
            var map = header.Cell == 0
                ? ClassMap.FromCells(grid, 0, [(byte)header.WholePictureClass])
                : ClassMapCode.Decode(decoder, tables, grid, header.Cell);
            var colours = new ColourMeans(tables, grid, rotations);
            var means = LatentLevelsCode.Decode(decoder, colours.Kinds, header.LowBandStep);
            var taken = rotations is null ? null : RotationMapCode.Decode(decoder, tables, map, rotations);
            var levels = LatentLevelsCode.Decode(decoder, KindsOf(tables, map, taken, colours, means, header.Step), header.Step);
            decoder.Finish();
            return new TokenMessage(header, map, means, levels, taken);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>What both ends expect of the patches of a message.</summary>
    /// <param name="tables">The model's statistics.</param>
    /// <param name="map">Rate map.</param>
    /// <param name="rotations">Rotations; null for none.</param>
    /// <param name="colours">Says how to read the colour means.</param>
    /// <param name="means">The colour means.</param>
    /// <param name="step">Quantisation step of the other latents.</param>
    public static PatchKinds KindsOf(LatentTables tables, ClassMap map, RotationMap? rotations, ColourMeans colours, LatentLevels means, double step) =>
        rotations is not { Rotations.Entropy.Latents: { } network }
            ? new PatchKinds(tables, map, rotations)
            : new PatchKinds(tables, map, rotations) { Network = network, Hints = PatchHints.Of(map, rotations, colours.Decoded(means), LatentLevels.Spread * step) };

    private static uint Parity(ReadOnlySpan<byte> bytes)
    {
        var bits = new byte[8 * bytes.Length];
        BitPacking.Unpack(bytes, bits);
        return Check.Compute(bits);
    }
}
