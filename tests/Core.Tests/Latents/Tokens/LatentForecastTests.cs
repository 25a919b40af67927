using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Tokens;

public sealed class LatentForecastTests
{
    private static readonly LatentRotations Rotations = TrainedModel.Rotations.Tokens;
    private static readonly NeighbourWeights Weights = Rotations.Neighbours!;
    private static readonly int Count = TrainedModel.Tables.Latents - TrainedModel.Tables.LowLatents;

    /// <summary>Against the same products of whole matrices: four neighbours' latents out of their bases, through the weights, into the basis of the patch.</summary>
    [Fact]
    public void Values_AreThoseOfTheMatrices()
    {
        var (random, forecast) = (new Random(1), new LatentForecast(Rotations, Weights, Count));
        foreach (var rotation in new[] { 0, 7, Rotations.Count - 2, Rotations.Count - 1 })
        {
            var plain = new double[Weights.Latents];
            forecast.Clear();
            for (var neighbour = 0; neighbour < NeighbourWeights.Neighbours; neighbour++)
            {
                var (its, values) = (random.Next(Rotations.Count), new double[Count]);
                List<(int Latent, double Value)> nonzero = [.. Enumerable.Range(0, 12).Select(_ => random.Next(Count)).Distinct().Order().Select(latent => (latent, random.NextDouble() - 0.5))];
                foreach (var (latent, value) in nonzero)
                    values[latent] = value;
                for (var j = 0; j < Weights.Latents; j++)
                {
                    var decoded = Enumerable.Range(0, Count).Sum(i => At(its, i, j) * values[i]);
                    for (var latent = 0; latent < plain.Length; latent++)
                        plain[latent] += Weights.Row(neighbour, j)[latent] * decoded;
                }
                forecast.Add(neighbour, forecast.TurnBack(its, nonzero));
            }
            forecast.Turn(rotation);
            for (var i = 0; i < Count; i++)
                Assert.Equal(Enumerable.Range(0, plain.Length).Sum(j => At(rotation, i, j) * plain[j]), forecast.Values[i], 1e-12);
        }
        forecast.Clear();
        forecast.Add(0, forecast.TurnBack(3, []));
        forecast.Turn(3);
        Assert.All(forecast.Values.ToArray(), value => Assert.Equal(0, value));
    }

    /// <summary>An element of a basis as large as all latents: those that a rotation leaves stay.</summary>
    private static double At(int rotation, int i, int j)
    {
        var size = Rotations.LatentsOf(rotation);
        return i < size && j < size ? Rotations.Row(rotation, i)[j] : i == j ? 1 : 0;
    }
}
