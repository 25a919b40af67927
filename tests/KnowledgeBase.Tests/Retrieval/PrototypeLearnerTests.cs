using SemCom.Randomness;

namespace SemCom.Knowledge.Tests.Retrieval;

public sealed class PrototypeLearnerTests(ITestOutputHelper output)
{
    private const int Dimensions = 8, Clusters = 12, Length = 3000;

    private static readonly PrototypeOptions Controlled = new() { Capacity = 48, Novelty = 2.5 };
    private static readonly PrototypeOptions Plain = new() { Capacity = 48, ControlsForgetting = false, HalfLife = 300 };

    /// <summary>On data that do not change it comes near to what batch k-means reaches from the best of several starts.</summary>
    [Fact]
    public void StationaryData_AreRepresentedAboutAsByLloyd()
    {
        var (train, test) = (Phase(0, 1200, draw: 0), Phase(0, 500, draw: 1));
        var lloyd = Enumerable.Range(0, 3).Min(s => Error(Lloyd(train, Clusters, (ulong)s), test));
        var learner = Learn(new PrototypeOptions { Capacity = Clusters, Novelty = 2.5 }, train);
        output.WriteLine($"Lloyd {lloyd:F3}, online {learner.QuantisationError(test):F3}");
        Assert.Equal(Clusters, learner.Count);
        Assert.InRange(learner.QuantisationError(test) / lloyd, 0.9, 1.15);
    }

    /// <summary>Without decay a prototype that alone takes everything is the mean of everything.</summary>
    [Fact]
    public void OnePrototype_IsTheMean()
    {
        var data = Phase(0, 500, draw: 0);
        var learner = Learn(new PrototypeOptions { Novelty = 1e6 }, data);
        Assert.Equal(1, learner.Count);
        Assert.Equal(500, learner[0].Weight);
        Assert.Equal(data.Average(v => (double)v[3]), learner[0].Centre[3], 1e-4);
    }

    [Fact]
    public void Counts_HalveAfterTheHalfLife()
    {
        var learner = Learn(new PrototypeOptions { Novelty = 1, HalfLife = 10 }, [[0, 0], [9, 9], .. Enumerable.Repeat(new[] { 9f, 9f }, 9)]);
        Assert.Equal(0.5, learner[0].Weight, 1e-9);
        var sum = Enumerable.Range(0, 10).Sum(age => Math.Pow(2, -age / 10.0));
        Assert.Equal(sum, learner[1].Weight, 1e-9);
    }

    [Fact]
    public void MacQueen_MovesTheNearestByItsCount()
    {
        var learner = Learn(new PrototypeOptions { Capacity = 2, ControlsForgetting = false }, [[0, 0], [0, 0], [10, 0], [4, 0], [8, 0]]);
        Assert.Equal(2, learner.Count);
        Assert.Equal(4 / 3f, learner[0].Centre[0], 1e-5);
        Assert.Equal(9, learner[1].Centre[0], 1e-5);
    }

    /// <summary>Three phases with clusters elsewhere, then the first once more.</summary>
    [Fact]
    public void ControlledPrototypes_ForgetLess()
    {
        var (with, without) = (Scores(Controlled), Scores(Plain));
        output.WriteLine($"with control {with}\nwithout {without}");
        Assert.True(with.Forgetting < 0.02, $"{with}");
        Assert.True(without.Forgetting > with.Forgetting + 0.04, $"{without}");
        Assert.True(with.Average > without.Average);
    }

    [Fact]
    public void TheReturnOfThePast_FindsItsPrototypes()
    {
        var learner = new PrototypeLearner(Dimensions, Controlled);
        for (var phase = 0; phase < 3; phase++)
            Observe(learner, Phase(phase, Length, draw: 0));
        var before = learner.QuantisationError(Phase(0, 500, draw: 1));
        Observe(learner, Phase(0, Length, draw: 2));
        var after = learner.QuantisationError(Phase(0, 500, draw: 1));
        output.WriteLine($"first phase before its return {before:F3}, after {after:F3}");
        Assert.InRange(before / after, 0.8, 1.25);
    }

    [Fact]
    public void StalePrototypes_MakeRoom()
    {
        var options = new PrototypeOptions { Capacity = 2, Novelty = 1, HalfLife = 5 };
        var learner = Learn(options, [[0, 0], .. Enumerable.Repeat(new[] { 10f, 0f }, 60), [0, 10]]);
        Assert.Equal([10f, 0f], learner[0].Centre);
        Assert.Equal([0f, 10f], learner[1].Centre);
    }

    [Fact]
    public void EqualStreams_GiveEqualPrototypes()
    {
        var runs = Enumerable.Range(0, 2).Select(_ => Learn(new PrototypeOptions { Capacity = 5, Novelty = 1, HalfLife = 50 }, Phase(0, 400, draw: 0))).ToList();
        for (var i = 0; i < 5; i++)
            Assert.Equal(runs[0][i].Centre, runs[1][i].Centre);
    }

    [Fact]
    public void WrongValues_AreNamed()
    {
        Error(() => _ = new PrototypeLearner(2, new PrototypeOptions { Capacity = 1 }), "prototypes", "1");
        Error(() => _ = new PrototypeLearner(2, new PrototypeOptions { HalfLife = double.NaN }), "half-life");
        Error(() => new PrototypeLearner(2).Observe([1]), "2 dimensions");
        Error(() => new PrototypeLearner(2).Observe([1, float.NaN]), "finite");
        Error(() => ContinualScores.Of(new double[2, 3], [0, 0]), "2 by 3");
    }

    /// <summary>The table of Lopez-Paz and Ranzato with numbers that are easily summed.</summary>
    [Fact]
    public void Scores_AreTheMeansOfTheTable()
    {
        var scores = ContinualScores.Of(new[,] { { 0.9, 0.3, 0.1 }, { 0.8, 0.7, 0.2 }, { 0.5, 0.6, 0.8 } }, [0, 0.1, 0.1]);
        Assert.Equal((0.5 + 0.6 + 0.8) / 3, scores.Average, 1e-12);
        Assert.Equal((0.5 - 0.9 + 0.6 - 0.7) / 2, scores.BackwardTransfer, 1e-12);
        Assert.Equal((0.3 - 0.1 + 0.2 - 0.1) / 2, scores.ForwardTransfer, 1e-12);
        Assert.Equal(0.25, scores.Forgetting, 1e-12);
    }

    private static void Error(Action act, params string[] parts)
    {
        var message = Assert.Throws<SemComException>(act).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static ContinualScores Scores(PrototypeOptions options)
    {
        var learner = new PrototypeLearner(Dimensions, options);
        float[][][] tests = [.. Enumerable.Range(0, 3).Select(p => Phase(p, 500, draw: 1))];
        var results = new double[3, 3];
        for (var i = 0; i < 3; i++)
        {
            Observe(learner, Phase(i, Length, draw: 0));
            for (var j = 0; j < 3; j++)
                results[i, j] = ContinualScores.Represented(learner, tests[j]);
        }
        // Without learning: as many Gaussian vectors of the data's power around the origin.
        var power = MathF.Sqrt(tests.SelectMany(t => t).Average(v => v.Sum(x => x * x)) / Dimensions);
        var untrained = Learn(new PrototypeOptions { Capacity = options.Capacity }, Enumerable.Range(0, options.Capacity).Select(i => Array.ConvertAll(Gaussian(77, i), x => power * x)));
        return ContinualScores.Of(results, [.. tests.Select(t => ContinualScores.Represented(untrained, t))]);
    }

    private static PrototypeLearner Learn(PrototypeOptions options, IEnumerable<float[]> data)
    {
        var vectors = data.ToList();
        var learner = new PrototypeLearner(vectors[0].Length, options);
        Observe(learner, vectors);
        return learner;
    }

    private static void Observe(PrototypeLearner learner, IEnumerable<float[]> data)
    {
        foreach (var vector in data)
            learner.Observe(vector);
    }

    /// <summary>Vectors around 12 centres of a phase's own: centres with a standard deviation of 4 in each number, differences with 0.5.</summary>
    private static float[][] Phase(int phase, int count, int draw) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var cluster = (int)(Clusters * new CounterRandom((ulong)(10 + phase), RandomPurpose.Resampling, (ulong)draw).Uniform((ulong)i));
        var (centre, noise) = (Gaussian((ulong)(20 + phase), cluster), Gaussian((ulong)(100 + 10 * phase + draw), i));
        return (float[])[.. centre.Zip(noise, (c, n) => 4 * c + 0.5f * n)];
    })];

    private static float[] Gaussian(ulong seed, int frame)
    {
        var vector = new float[Dimensions];
        new CounterRandom(seed, RandomPurpose.SourceData, (ulong)frame).FillGaussian(vector);
        return vector;
    }

    private static double[][] Lloyd(float[][] data, int k, ulong seed)
    {
        var random = new CounterRandom(seed, RandomPurpose.Resampling, 99);
        var centres = new List<double[]> { Array.ConvertAll(data[(int)(random.Uniform(0) * data.Length)], x => (double)x) };
        while (centres.Count < k)
        {
            // k-means++: the next start is drawn in proportion to the squared distance.
            var weights = data.Select(v => centres.Min(c => Squared(c, v))).ToList();
            var (rest, i) = (random.Uniform((ulong)centres.Count) * weights.Sum(), 0);
            while (i < data.Length - 1 && (rest -= weights[i]) > 0)
                i++;
            centres.Add(Array.ConvertAll(data[i], x => (double)x));
        }
        for (var round = 0; round < 8; round++)
        {
            centres = [.. data.GroupBy(v => centres.MinBy(c => Squared(c, v))!).Select(g => Enumerable.Range(0, Dimensions).Select(d => g.Average(v => (double)v[d])).ToArray())];
        }
        return [.. centres];
    }

    private static double Error(double[][] centres, float[][] data) => data.Average(v => centres.Min(c => Squared(c, v)));

    private static double Squared(double[] centre, float[] vector) => centre.Zip(vector, (c, x) => (c - x) * (c - x)).Sum();
}
