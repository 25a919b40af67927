using SemCom.Coding;

namespace SemCom.Latents;

/// <summary>Entropy code of quantised latents: patch by patch in rows from the top, each level Laplacian with the width that <see cref="LevelContext"/> tells.</summary>
public static class LatentLevelsCode
{
    /// <summary>Appends levels to the encoder's message.</summary>
    public static void Encode(RangeEncoder encoder, PatchKinds kinds, LatentLevels levels)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(kinds);
        ArgumentNullException.ThrowIfNull(levels);
        var (context, count, patches) = (new LevelContext(kinds, levels.Step), kinds.Latents, kinds.Patches);
        var all = levels.Levels;
        for (var patch = 0; patch < patches.Count; patch++)
        {
            context.Enter(patch);
            for (var latent = 0; latent < count; latent++)
            {
                var (model, level) = (context.ModelFor(latent), all[latent * patches.Count + patch]);
                Encode(encoder, model, level);
                context.Learn(latent, Math.Abs(level));
            }
        }
    }

    /// <summary>Reads levels from a message.</summary>
    /// <exception cref="InvalidDataException">The message ended, or is none.</exception>
    public static LatentLevels Decode(RangeDecoder decoder, PatchKinds kinds, double step)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(kinds);
        var (context, count, patches) = (new LevelContext(kinds, step), kinds.Latents, kinds.Patches);
        var levels = new int[count * patches.Count];
        for (var patch = 0; patch < patches.Count; patch++)
        {
            context.Enter(patch);
            for (var latent = 0; latent < count; latent++)
            {
                var level = Decode(decoder, context.ModelFor(latent));
                levels[latent * patches.Count + patch] = level;
                context.Learn(latent, Math.Abs(level));
            }
        }
        return LatentLevels.FromLevels(levels, step);
    }

    private static void Encode(RangeEncoder encoder, DeadZoneModel model, int level)
    {
        encoder.Encode(model.Zero, level == 0 ? 0 : 1);
        if (level == 0)
            return;
        encoder.EncodeBits(level < 0 ? 1 : 0, 1);
        var excess = Math.Abs(level) - 1;
        var coarse = excess >> model.Shift;
        encoder.Encode(model.Excess, Math.Min(coarse, DeadZoneModel.Escape));
        if (coarse >= DeadZoneModel.Escape)
            encoder.EncodeBits(coarse - DeadZoneModel.Escape, DeadZoneModel.EscapeBits);
        encoder.EncodeBits(excess & ((1 << model.Shift) - 1), model.Shift);
    }

    private static int Decode(RangeDecoder decoder, DeadZoneModel model)
    {
        if (decoder.Decode(model.Zero) == 0)
            return 0;
        var negative = decoder.DecodeBits(1) == 1;
        var coarse = decoder.Decode(model.Excess);
        if (coarse == DeadZoneModel.Escape)
            coarse += decoder.DecodeBits(DeadZoneModel.EscapeBits);
        var magnitude = 1 + ((long)coarse << model.Shift | (uint)decoder.DecodeBits(model.Shift));
        if (magnitude > LatentLevels.Largest)
            throw new InvalidDataException($"a level must be at most {LatentLevels.Largest} (was {magnitude})");
        return (int)(negative ? -magnitude : magnitude);
    }
}
