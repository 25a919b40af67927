using SemCom.Runtime.Onnx;

namespace SemCom.Runtime.Tests.Onnx;

public class OnnxSessionTests
{
    private static readonly float[] TwoRows = [1f, 2f, 3f, -1f, 0f, 4f];

    /// <summary>By hand: [1·1+2·2+3·0+0.25, −1+1+9−0.5] and [−1+0.25, 1+12−0.5], negative values set to 0.</summary>
    private static readonly float[] TwoRowsThroughDense = [5.25f, 8.5f, 0f, 12.5f];

    [Fact]
    public void Run_ReturnsHandComputedValuesAndTheShape()
    {
        using var session = OnnxFact.Session(TestModels.Dense);

        var result = Assert.Single(session.Run(new OnnxInput("x", TwoRows, 2, 3)));

        Assert.Equal("y", result.Name);
        Assert.Equal([2, 2], result.Shape);
        Assert.Equal(TwoRowsThroughDense, result.Values);
    }

    [Fact]
    public void Run_WritesIntoTheCallersMemory_AndNowhereElse()
    {
        using var session = OnnxFact.Session(TestModels.Dense);
        var memory = Enumerable.Repeat(float.NaN, 8).ToArray();

        session.Run([new OnnxInput("x", TwoRows, 2, 3)], [new OnnxOutput("y", memory.AsMemory(2, 4), 2, 2)]);

        Assert.Equal([float.NaN, float.NaN, .. TwoRowsThroughDense, float.NaN, float.NaN], memory);
    }

    [Fact]
    public void Run_ReadsASliceOfTheCallersMemory()
    {
        using var session = OnnxFact.Session(TestModels.Dense);
        float[] memory = [9f, .. TwoRows, 9f];

        var result = session.Run(new OnnxInput("x", memory.AsMemory(1, 6), 2, 3));

        Assert.Equal(TwoRowsThroughDense, result[0].Values);
    }

    [Fact]
    public void Run_TakesIntegerInputs()
    {
        using var session = OnnxFact.Session(TestModels.Gather);

        var rows = session.Run(new OnnxInput("index", new long[] { 1, 0, 1 }, 3), new OnnxInput("x", TwoRows, 2, 3));

        Assert.Equal([3, 3], rows[0].Shape);
        Assert.Equal([-1f, 0f, 4f, 1f, 2f, 3f, -1f, 0f, 4f], rows[0].Values);
    }

    [Fact]
    public void Run_ReturnsAllOutputs_WithShapesKnownOnlyAfterwards()
    {
        using var session = OnnxFact.Session(TestModels.Reshape);

        var results = session.Run(new OnnxInput("x", TwoRows, 6), new OnnxInput("shape", new long[] { 3, 2 }, 2));

        Assert.Equal("y twice", string.Join(' ', results.Select(result => result.Name)));
        Assert.All(results, result => Assert.Equal([3, 2], result.Shape));
        Assert.Equal(TwoRows, results[0].Values);
        Assert.Equal(TwoRows.Select(value => 2 * value), results[1].Values);
    }

    [Fact]
    public void Weights_StoredAsHalf_AreUsedAsTheFloatsTheyRoundTo()
    {
        using var session = OnnxFact.Session(TestModels.Half);

        var y = session.Run(new OnnxInput("x", new[] { 1f, 2f }, 1, 2))[0].Values;

        Assert.Equal([(float)(Half)0.1f - 6f, 3f], y);
    }

    [Fact]
    public void Description_NamesTypesShapesAndFreeDimensions()
    {
        using var session = OnnxFact.Session(TestModels.Gather);

        Assert.Equal("test.onnx", session.Model);
        Assert.Equal("x: Float [?, 3]; index: Int64 [?]", string.Join("; ", session.Inputs));
        Assert.Equal("rows: Float [?, 3]", string.Join("; ", session.Outputs));
    }

    [Fact]
    public void Results_DoNotDependOnTheNumberOfThreads()
    {
        var x = Enumerable.Range(0, 64 * 256).Select(i => MathF.Cos(i * 0.3f)).ToArray();
        var model = TestModels.Wide(256);
        float[] Run(int threads)
        {
            using var session = OnnxFact.Session(model, new OnnxSessionOptions { Threads = threads });
            return session.Run(new OnnxInput("x", x, 64, 256))[0].Values;
        }

        var one = Run(1);

        Assert.Equal(one, Run(2));
        Assert.All(Enumerable.Range(0, 64), row => Assert.Equal(1f, one.AsSpan(row * 256, 256).ToArray().Sum(), 1e-4f)); // softmax
    }

    [Theory]
    [InlineData(OnnxOptimization.None, false)]
    [InlineData(OnnxOptimization.Basic, true)]
    [InlineData(OnnxOptimization.Extended, false)]
    [InlineData(OnnxOptimization.All, true)]
    public void EveryOptionSet_GivesTheSameValues(OnnxOptimization level, bool flag)
    {
        var options = new OnnxSessionOptions { Optimization = level, KeepMemory = flag, AllowSpinning = flag, Threads = 2 };
        using var session = OnnxFact.Session(TestModels.Dense, options);

        Assert.Equal(TwoRowsThroughDense, session.Run(new OnnxInput("x", TwoRows, 2, 3))[0].Values);
    }

    [Fact]
    public void OneSession_ServesManyThreadsAtOnce()
    {
        using var session = OnnxFact.Session(TestModels.Dense, new OnnxSessionOptions { Threads = 1 });

        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var rows = 1 + i % 5;
            var x = Enumerable.Range(0, rows * 3).Select(k => (float)(i + k)).ToArray();
            var y = new float[rows * 2];
            session.Run([new OnnxInput("x", x, rows, 3)], [new OnnxOutput("y", y, rows, 2)]);
            for (var row = 0; row < rows; row++)
            {
                var (a, b, c) = (x[3 * row], x[3 * row + 1], x[3 * row + 2]);
                Assert.Equal(a + 2 * b + 0.25f, y[2 * row], 1e-2f);
                Assert.Equal(-a + 0.5f * b + 3 * c - 0.5f, y[2 * row + 1], 1e-2f);
            }
        });
    }

    [Fact]
    public void Dispose_MayBeCalledTwice_AndEndsTheSession()
    {
        var session = OnnxFact.Session(TestModels.Dense);

        session.Dispose();
        session.Dispose();

        Assert.Throws<ObjectDisposedException>(() => session.Run(new OnnxInput("x", TwoRows, 2, 3)));
    }

    [Fact]
    public async Task Dispose_DuringRuns_WaitsForThemInsteadOfCrashing()
    {
        var model = TestModels.Wide(128);
        for (var round = 0; round < 5; round++)
        {
            var session = OnnxFact.Session(model, new OnnxSessionOptions { Threads = 1 });
            using var started = new CountdownEvent(3);
            var runs = Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    started.Signal();
                    var sums = 0;
                    while (true)
                    {
                        try
                        {
                            Assert.Equal(128, session.Run(new OnnxInput("x", new float[128], 1, 128))[0].Values.Length);
                            sums++;
                        }
                        catch (ObjectDisposedException)
                        {
                            return sums;
                        }
                    }
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
            started.Wait(TestContext.Current.CancellationToken);
            session.Dispose();
            await Task.WhenAll(runs);
        }
    }

    [Fact]
    public void Open_LoadsTheSameModelFromAFile()
    {
        OnnxFact.RequireLibrary();
        using var folder = new TemporaryFolder();
        var path = folder.File("dense ü.onnx", TestModels.Dense);

        using var session = OnnxSession.Open(path);

        Assert.Equal(path, session.Model);
        Assert.Equal(TwoRowsThroughDense, session.Run(new OnnxInput("x", TwoRows, 2, 3))[0].Values);
    }
}
