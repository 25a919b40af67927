using SemCom.Coding;

namespace SemCom.Latents;

/// <summary>Entropy code of quantised latents: patch by patch in rows from the top, each level Laplacian with the width that <see cref="LevelContext"/> tells, of the quantiser that <see cref="LevelPath"/> tells, and its sign as neighbours make expect.</summary>
public static class LatentLevelsCode
{
    /// <summary>Appends levels to the encoder's message.</summary>
    public static void Encode(RangeEncoder encoder, PatchKinds kinds, LatentLevels levels)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(kinds);
        ArgumentNullException.ThrowIfNull(levels);
        LevelWalk.Along(kinds, levels.Step, (expected, at) =>
        {
            Encode(encoder, expected, levels.Levels[at]);
            return levels.Levels[at];
        });
    }

    /// <summary>Reads levels from a message.</summary>
    /// <exception cref="InvalidDataException">The message ended, or is none.</exception>
    public static LatentLevels Decode(RangeDecoder decoder, PatchKinds kinds, double step)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(kinds);
        return LatentLevels.Read(kinds, step, (expected, _) => Decode(decoder, expected));
    }

    private static void Encode(RangeEncoder encoder, in LevelExpectation expected, int level)
    {
        encoder.Encode(expected.ZeroModel.Zero, level == 0 ? 0 : 1);
        if (level == 0)
            return;
        var (sign, model) = (expected.Sign, expected.BeyondModel);
        encoder.Encode(sign.Frequencies, sign.SymbolOf(level < 0));
        var excess = Math.Abs(level) - 1;
        var coarse = excess >> model.Shift;
        encoder.Encode(model.Excess, Math.Min(coarse, LevelModel.Escape));
        if (coarse >= LevelModel.Escape)
        {
            encoder.EncodeBits((coarse - LevelModel.Escape) >> LevelModel.HalfEscapeBits, LevelModel.HalfEscapeBits);
            encoder.EncodeBits(coarse - LevelModel.Escape, LevelModel.HalfEscapeBits);
        }
        encoder.EncodeBits(excess & ((1 << model.Shift) - 1), model.Shift);
    }

    private static int Decode(RangeDecoder decoder, in LevelExpectation expected)
    {
        if (decoder.Decode(expected.ZeroModel.Zero) == 0)
            return 0;
        var (sign, model) = (expected.Sign, expected.BeyondModel);
        var negative = sign.IsNegative(decoder.Decode(sign.Frequencies));
        var coarse = decoder.Decode(model.Excess);
        if (coarse == LevelModel.Escape)
            coarse += decoder.DecodeBits(LevelModel.HalfEscapeBits) << LevelModel.HalfEscapeBits | decoder.DecodeBits(LevelModel.HalfEscapeBits);
        var magnitude = 1 + ((long)coarse << model.Shift | (uint)decoder.DecodeBits(model.Shift));
        if (magnitude > LatentLevels.Largest)
            throw new InvalidDataException($"a level must be at most {LatentLevels.Largest} (was {magnitude})");
        return (int)(negative ? -magnitude : magnitude);
    }
}
