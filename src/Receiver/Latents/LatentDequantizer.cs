using SemCom.Latents;

namespace SemCom.Receiver.Latents;

/// <summary>Levels of a token message to latents, with the errors that quantisation left.</summary>
internal static class LatentDequantizer
{
    /// <summary>All latents of a picture.</summary>
    /// <param name="tables">The model's statistics.</param>
    /// <param name="tokens">The decoded message.</param>
    public static ReceivedLatents Dequantize(LatentTables tables, TokenMessage tokens)
    {
        var patches = tokens.Map.Patches;
        var low = tables.LowLatents * patches.Count;
        var values = new float[tables.Latents * patches.Count];
        var errors = new float[values.Length];
        var expected = tokens.MeansOf(tables).Dequantize(tokens.Means, values.AsSpan(0, low), errors.AsSpan(0, low));
        expected += tokens.Levels.Dequantize(new PatchKinds(tables, tokens.Map, tokens.Rotations), values.AsSpan(low), errors.AsSpan(low));
        if (tokens.Rotations is { } rotations)
            RotationInverse.Apply(rotations, values.AsSpan(low), errors.AsSpan(low));
        double unknown = 0;
        foreach (var error in errors)
            unknown += error;
        return ReceivedLatents.FromSquares(tables, patches, values, errors, CodecCondition.TokenSnrDb, 1 - unknown / expected);
    }
}
