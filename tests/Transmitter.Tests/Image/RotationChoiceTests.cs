using SemCom.Core.Tests.Latents;
using SemCom.Latents;
using SemCom.Transmitter.Image;

namespace SemCom.Transmitter.Tests.Image;

public sealed class RotationChoiceTests
{
    private static readonly LatentTables Tables = TrainedModel.Tables;
    private static readonly LatentRotations Rotations = TrainedModel.Rotations.Tokens;
    private static readonly PatchGrid Grid = new(7, 9);

    /// <summary>A patch that is one row of a basis is one latent in that basis, and many in every other one.</summary>
    [Fact]
    public void APatchThatIsOneRowOfABasis_TakesThatBasis()
    {
        var random = new Random(1);
        var map = ClassMap.FromCells(Grid, 0, [(byte)Tables.ClassOf(400 / Math.Sqrt(3 * Tables.Patch * Tables.Patch))]);
        var (planes, row, made) = (new float[Tables.Latents * Grid.Count], new int[Grid.Count], new int[Grid.Count]);
        for (var patch = 0; patch < Grid.Count; patch++)
        {
            (made[patch], row[patch]) = (1 + random.Next(Rotations.Count - 1), random.Next(4));
            for (var latent = 0; latent < Rotations.LatentsOf(made[patch]); latent++)
                planes[(Tables.LowLatents + latent) * Grid.Count + patch] = 400 * Rotations.Row(made[patch], row[patch])[latent];
        }
        var taken = RotationChoice.Rotate(Tables, Rotations, map, planes, 40).Taken.ToArray();
        var same = Enumerable.Range(0, Grid.Count).Count(patch => taken[patch] == made[patch]);
        Assert.InRange(same, 0.9 * Grid.Count, Grid.Count);
        for (var patch = 0; patch < Grid.Count; patch++)
        {
            if (taken[patch] == made[patch])
                Assert.Equal(400, planes[(Tables.LowLatents + row[patch]) * Grid.Count + patch], 1e-2);
        }
    }

    /// <summary>A map that is known gives what the choice gave.</summary>
    [Fact]
    public void AKnownMap_GivesTheSameLatents()
    {
        var random = new Random(4);
        var map = LatentSource.Map(random, Grid, 1);
        var chosen = Mixture(random, map);
        var known = (float[])chosen.Clone();
        RotationChoice.Rotate(Tables, RotationChoice.Rotate(Tables, Rotations, map, chosen, 60), known);
        Assert.Equal(chosen, known);
    }

    /// <summary>Latents behind the rotated ones stay, and rotated ones keep their energy.</summary>
    [Fact]
    public void Rotation_KeepsEnergy()
    {
        var random = new Random(2);
        var map = LatentSource.Map(random, Grid, 1);
        float[] planes = [.. new float[Tables.LowLatents * Grid.Count], .. LatentSource.High(random, map, 1)];
        var before = (float[])planes.Clone();
        var taken = RotationChoice.Rotate(Tables, Rotations, map, planes, 60).Taken.ToArray();
        for (var patch = 0; patch < Grid.Count; patch++)
            Assert.Equal(Energy(before, patch), Energy(planes, patch), 1e-4 * Energy(before, patch));
        var behind = Enumerable.Range(0, planes.Length).Where(i => i / Grid.Count - Tables.LowLatents >= Rotations.LatentsOf(taken[i % Grid.Count])).ToArray();
        Assert.NotEmpty(behind);
        Assert.All(behind, i => Assert.Equal(before[i], planes[i]));

        static double Energy(float[] planes, int patch) =>
            Enumerable.Range(0, Tables.LowLatents + Rotations.Latents).Sum(latent => Math.Pow(planes[latent * Grid.Count + patch], 2));
    }

    /// <summary>The shortlist by a rough cost leaves little to a search of all rotations at their true cost.</summary>
    [Fact]
    public void Shortlist_LosesLittleToAFullSearch()
    {
        var random = new Random(3);
        var map = LatentSource.Map(random, Grid, 1);
        var (costs, planes) = (new RotationCosts(Tables, Rotations, 60), Mixture(random, map));
        var before = (float[])planes.Clone();
        var taken = RotationChoice.Rotate(Tables, Rotations, map, planes, 60).Taken.ToArray();
        var (found, best, none) = (0.0, 0.0, 0.0);
        for (var patch = 0; patch < Grid.Count; patch++)
        {
            var patchClass = map[patch / Grid.Columns, patch % Grid.Columns];
            var all = Enumerable.Range(0, Rotations.Count).Select(k => costs.Of(patchClass, k, Rotated(before, patch, k))).ToArray();
            (found, best, none) = (found + all[taken[patch]], best + all.Min(), none + all[0]);
        }
        Assert.True(best < 0.95 * none, $"{best} {none}");
        Assert.InRange(found, best, best + 0.1 * (none - best));
    }

    /// <summary>Laplacian latents, each patch in some basis.</summary>
    private static float[] Mixture(Random random, ClassMap map)
    {
        float[] planes = [.. new float[Tables.LowLatents * Grid.Count], .. LatentSource.High(random, map, 1)];
        for (var patch = 0; patch < Grid.Count; patch++)
        {
            var rotation = random.Next(Rotations.Count);
            var back = new float[Rotations.LatentsOf(rotation)];
            for (var i = 0; i < back.Length; i++)
            {
                for (var j = 0; j < back.Length; j++)
                    back[j] += planes[(Tables.LowLatents + i) * Grid.Count + patch] * Rotations.Row(rotation, i)[j];
            }
            for (var j = 0; j < back.Length; j++)
                planes[(Tables.LowLatents + j) * Grid.Count + patch] = back[j];
        }
        return planes;
    }

    private static float[] Rotated(float[] planes, int patch, int rotation)
    {
        var latents = Enumerable.Range(Tables.LowLatents, Rotations.Latents).Select(latent => planes[latent * Grid.Count + patch]).ToArray();
        var (rotated, size) = ((float[])latents.Clone(), Rotations.LatentsOf(rotation));
        for (var i = 0; i < size; i++)
        {
            rotated[i] = 0;
            for (var j = 0; j < size; j++)
                rotated[i] += Rotations.Row(rotation, i)[j] * latents[j];
        }
        return rotated;
    }
}
