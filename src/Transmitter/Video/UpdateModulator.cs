using SemCom.Latents;
using SemCom.Video;

namespace SemCom.Transmitter.Video;

/// <summary>The values of an update with their gains, in order: differences from what the receiver holds, or latents themselves.</summary>
internal static class UpdateModulator
{
    /// <summary>The payload's values before the amplitude scale [RealUses].</summary>
    /// <param name="tables">Classes of differences.</param>
    /// <param name="latents">New latents in planes.</param>
    /// <param name="held">What the receiver holds.</param>
    /// <param name="allocation">Order and gains.</param>
    public static float[] Weighed(UpdateTables tables, ReadOnlySpan<float> latents, HeldPicture held, LatentAllocation allocation)
    {
        var reals = new float[allocation.RealUses];
        var (at, patches) = (0, held.Grid.Count);
        for (var g = 0; g < allocation.Groups.Count && allocation.Taken[g] > 0; g++)
        {
            var group = allocation.Groups[g];
            var now = latents.Slice(group.Latent * patches, patches);
            var before = held.Values.Slice(group.Latent * patches, patches);
            var gain = (float)allocation.Gains[g];
            var factor = tables.Symbols.IsDifference(group.Class) ? tables.Gains(tables.Symbols.ClassOf(group.Class))[group.Latent] : 0;
            for (var i = 0; i < allocation.Taken[g]; i++)
            {
                var patch = group.Members[i];
                reals[at++] = gain * (now[patch] - factor * before[patch]);
            }
        }
        return reals;
    }
}
