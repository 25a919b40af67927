using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Tokens.Entropy;

public sealed class EntropyNetworkTests
{
    /// <summary>Vectors of any length must give the same bits: against one number after the other, equal to the last bit.</summary>
    [Fact]
    public void Corrections_AreThoseOfPlainSums_ToTheBit()
    {
        var file = TestEntropy.Network(features: 33, latents: 12, rotations: 3, seed: 1);
        var (network, random) = (new EntropyNetwork(file), new Random(2));
        for (var i = 0; i < 200; i++)
        {
            float[] patch = [.. Numbers(13)], level = [.. Numbers(LevelFeatures.BesideQuantiser)];
            var (latent, rotation, quantiser) = (random.Next(12), random.Next(3), random.Next(3));
            Assert.Equal(Plain(file, patch, level, latent, rotation, quantiser), network.Correct(network.Enter(patch, rotation), level, latent, quantiser));
        }

        IEnumerable<float> Numbers(int count) => Enumerable.Range(0, count).Select(_ => 8 * random.NextSingle() - 4);
    }

    /// <summary>The shipped ones against the training code.</summary>
    [Theory]
    [InlineData("means", 192, 1)]
    [InlineData("latents", 381, 34)]
    public void TrainedNetworks_AreThoseOfTheTrainingCode(string name, int latents, int rotations)
    {
        var network = name == "means" ? TrainedModel.Entropy.Means : TrainedModel.Entropy.Latents;
        var features = LevelFeatures.All + (name == "means" ? 0 : PatchHints.Count);
        var told = TrainedModel.Wave(40 * features, 0.37, 3, 0);
        var corrections = new List<float>();
        for (var i = 0; i < 40; i++)
        {
            var row = told.AsSpan(i * features, features);
            var (zero, beyond) = network.Correct(network.Enter(row[LevelFeatures.OfLevel..], i % rotations), row[..LevelFeatures.BesideQuantiser], i * 5 % latents, i % 3);
            corrections.AddRange([zero, beyond]);
        }
        var expected = TrainedModel.Base.Samples("entropy", name);
        Assert.Equal(expected.Length, corrections.Count);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], corrections[i], 2e-4 * (1 + Math.Abs(expected[i])));
    }

    private static WidthCorrection Plain(EntropyNetworkFile file, float[] patch, float[] level, int latent, int rotation, int quantiser)
    {
        var hidden = file.Hidden;
        var weights = EntropyNetworkFile.Values(file.First);
        var first = EntropyNetworkFile.Values(file.FirstBias);
        for (var j = 0; j < hidden; j++)
        {
            first[j] += Embedded(file.Rotations, file.RotationColumns, rotation, j);
            for (var i = 0; i < patch.Length; i++)
                first[j] += weights[(LevelFeatures.OfLevel + i) * hidden + j] * patch[i];
            first[j] += Embedded(file.Latents, file.LatentColumns, latent, j);
            first[j] += weights[(level.Length + quantiser) * hidden + j];
            for (var i = 0; i < level.Length; i++)
                first[j] += weights[i * hidden + j] * level[i];
            first[j] = Math.Max(first[j], 0.125f * first[j]);
        }
        var (second, matrix) = (EntropyNetworkFile.Values(file.SecondBias), EntropyNetworkFile.Values(file.Second));
        var (last, result) = (EntropyNetworkFile.Values(file.Last), EntropyNetworkFile.Values(file.LastBias));
        for (var j = 0; j < hidden; j++)
        {
            for (var i = 0; i < hidden; i++)
                second[j] += matrix[i * hidden + j] * first[i];
            second[j] = Math.Max(second[j], 0.125f * second[j]);
            (result[0], result[1]) = (result[0] + second[j] * last[2 * j], result[1] + second[j] * last[2 * j + 1]);
        }
        return new WidthCorrection(result[0], result[1]);

        float Embedded(byte[] table, byte[] columns, int row, int j)
        {
            var (values, column, sum) = (EntropyNetworkFile.Values(table), EntropyNetworkFile.Values(columns), 0f);
            for (var e = 0; e < file.Embedded; e++)
                sum += column[e * hidden + j] * values[row * file.Embedded + e];
            return sum;
        }
    }
}
