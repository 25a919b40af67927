using SemCom.Core.Tests.Latents;
using SemCom.Latents;
using SemCom.Receiver.Latents;

namespace SemCom.Receiver.Tests.Latents;

public sealed class RotationInverseTests
{
    private const int Patches = 40;

    private static readonly LatentRotations Rotations = TrainedModel.Rotations.Tokens;
    private static readonly int Count = TrainedModel.Tables.Latents - TrainedModel.Tables.LowLatents;

    /// <summary>Rotated latents come back, and what was not rotated stays.</summary>
    [Fact]
    public void Latents_ComeBack()
    {
        var (random, map) = (new Random(1), Map(1));
        var latents = Enumerable.Range(0, Count * Patches).Select(_ => (float)(200 * random.NextDouble() - 100)).ToArray();
        var (rotated, errors) = ((float[])latents.Clone(), new float[latents.Length]);
        for (var patch = 0; patch < Patches; patch++)
        {
            for (var i = 0; i < Rotations.LatentsOf(map.Taken[patch]); i++)
                rotated[i * Patches + patch] = (float)Enumerable.Range(0, Rotations.LatentsOf(map.Taken[patch])).Sum(j => (double)Row(map, patch, i)[j] * latents[j * Patches + patch]);
        }
        RotationInverse.Apply(map, rotated, errors);
        for (var i = 0; i < latents.Length; i++)
            Assert.Equal(latents[i], rotated[i], 2e-3);
        Assert.All(errors, error => Assert.Equal(0, error));
    }

    /// <summary>Expected squares against the mean of many drawn errors.</summary>
    [Fact]
    public void Errors_AreThoseOfLatentsThatAreOff()
    {
        const int draws = 4000;
        var (random, map) = (new Random(2), Map(2));
        var variances = Enumerable.Range(0, Count * Patches).Select(_ => (float)(0.5 + 9 * random.NextDouble())).ToArray();
        var predicted = (float[])variances.Clone();
        RotationInverse.Apply(map, new float[variances.Length], predicted);
        foreach (var (latent, patch) in new[] { (0, 3), (17, 20), (Rotations.LatentsOf(map.Taken[39]) - 1, 39), (Count - 1, 38) })
        {
            var column = Enumerable.Range(0, Rotations.LatentsOf(map.Taken[patch])).Select(i => Row(map, patch, i)[latent]).ToArray();
            var mean = 0.0;
            for (var draw = 0; draw < draws; draw++)
            {
                var error = 0.0;
                for (var i = 0; i < column.Length; i++)
                    error += column[i] * Math.Sqrt(12 * variances[i * Patches + patch]) * (random.NextDouble() - 0.5);
                mean += error * error / draws;
            }
            Assert.Equal(mean, predicted[latent * Patches + patch], 5 * predicted[latent * Patches + patch] * Math.Sqrt(2.0 / draws));
        }
        var behind = Enumerable.Range(0, variances.Length).Where(i => i / Patches >= Rotations.LatentsOf(map.Taken[i % Patches])).ToArray();
        Assert.NotEmpty(behind);
        Assert.All(behind, i => Assert.Equal(variances[i], predicted[i]));
    }

    private static RotationMap Map(int seed)
    {
        var taken = new byte[Patches];
        new Random(seed).NextBytes(taken);
        taken[38] = (byte)(Rotations.Count - 1);
        return new RotationMap(Rotations, [.. taken.Select(number => (byte)(number % Rotations.Count))]);
    }

    private static float[] Row(RotationMap map, int patch, int row) => Rotations.Row(map.Taken[patch], row).ToArray();
}
