using SemCom.Runtime.Onnx;

namespace SemCom.Runtime.Tests.Onnx;

public class OnnxErrorTests
{
    private static readonly float[] Three = [1f, 2f, 3f];

    [Fact]
    public void UnknownInput_IsNamedWithWhatTheModelTakes() =>
        Expect("test.onnx: there is no input 'z'; the model has x: Float [?, 3]", TestModels.Dense, new OnnxInput("z", Three, 1, 3));

    [Fact]
    public void MissingInput_IsNamed() =>
        Expect("test.onnx: input 'index: Int64 [?]' is missing; the model takes x: Float [?, 3]; index: Int64 [?]",
            TestModels.Gather, new OnnxInput("x", Three, 1, 3));

    [Fact]
    public void InputGivenTwice_IsNamed() =>
        Expect("test.onnx: input 'x' was given twice; give each input once", TestModels.Dense, new OnnxInput("x", Three, 1, 3), new OnnxInput("x", Three, 1, 3));

    [Fact]
    public void WrongFixedDimension_GivesExpectedAndActualShape() =>
        Expect("test.onnx: input 'x' must have the shape [?, 3] (was [3, 1]); reshape it", TestModels.Dense, new OnnxInput("x", Three, 3, 1));

    [Fact]
    public void WrongRank_GivesExpectedAndActualShape() =>
        Expect("test.onnx: input 'x' must have the shape [?, 3] (was [3]); reshape it", TestModels.Dense, new OnnxInput("x", Three, 3));

    [Fact]
    public void TooFewValues_GiveTheNumberThatTheShapeNeeds() =>
        Expect("test.onnx: input 'x' of shape [2, 3] needs 6 values (got 3); pass as many as the shape says", TestModels.Dense, new OnnxInput("x", Three, 2, 3));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void AbsurdDimension_IsRefusedBeforeNativeCodeSeesIt(long size) =>
        Expect($"test.onnx: input 'x' needs dimensions of at least 1 and fewer than 2^31 values (was [{(size < 0 ? "?" : size)}, 3]); change its shape",
            TestModels.Dense, new OnnxInput("x", Three, size, 3));

    [Fact]
    public void WrongElementType_IsNamed() =>
        Expect("test.onnx: input 'index' must be Int64 (was Float); convert the values",
            TestModels.Gather, new OnnxInput("x", Three, 1, 3), new OnnxInput("index", Three, 3));

    [Fact]
    public void OutputThatIsNotFloat_IsNamed() =>
        Expect("test.onnx: output 'indices' must be Float (is Int64); add a Cast to the model", TestModels.NonZero, new OnnxInput("x", Three, 3));

    [Fact]
    public void ModelThatFails_GivesModelInputShapesAndReasonInOneLine()
    {
        using var session = OnnxFact.Session(TestModels.Reshape);

        var error = Assert.Throws<SemComException>(() => session.Run(new OnnxInput("x", Three, 3), new OnnxInput("shape", new long[] { 2, 2 }, 2)));

        Assert.StartsWith("test.onnx: the model failed on input 'x' [3], input 'shape' [2] (expected x: Float [?]; shape: Int64 [2]): ", error.Message, StringComparison.Ordinal);
        Assert.Contains("Reshape", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("_src/", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void PreparedOutputOfTheWrongShape_IsRefused_AndTheSessionStaysUsable()
    {
        using var session = OnnxFact.Session(TestModels.Dense);
        var y = new float[4];

        Assert.Throws<SemComException>(() => session.Run([new OnnxInput("x", Three, 1, 3)], [new OnnxOutput("y", y, 2, 2)]));
        Assert.Throws<SemComException>(() => session.Run([new OnnxInput("x", Three, 1, 3)], [new OnnxOutput("y", y, 1, 2)]));
        Assert.Throws<SemComException>(() => session.Run([new OnnxInput("x", Three, 1, 3)], [new OnnxOutput("q", y, 2, 2)]));

        Assert.Equal([5.25f, 8.5f], session.Run(new OnnxInput("x", Three, 1, 3))[0].Values);
    }

    [Fact]
    public void FileThatIsNoModel_IsNamed()
    {
        OnnxFact.RequireLibrary();

        var error = Assert.Throws<SemComException>(() => OnnxSession.Load([1, 2, 3, 4, 5], "noise.onnx"));

        Assert.StartsWith("noise.onnx: ONNX Runtime cannot load this model (", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void MissingFile_IsNamed()
    {
        var error = Assert.Throws<SemComException>(() => OnnxSession.Open("no/such.onnx"));

        Assert.Equal("no/such.onnx: there is no such model file; check the path", error.Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(257)]
    public void AbsurdThreadCount_IsRefused(int threads)
    {
        var error = Assert.Throws<SemComException>(() => OnnxSession.Load([], "m", new OnnxSessionOptions { Threads = threads }));

        Assert.Equal($"threads of a model must be between 0 and 256 (was {threads}); use 0 for one per processor", error.Message);
    }

    [Fact]
    public void DamagedByte_AnywhereInAModel_EndsInAnErrorOrInAResult_NeverInACrash()
    {
        OnnxFact.RequireLibrary();
        var refused = 0;
        for (var at = 0; at < TestModels.Dense.Length; at++)
        {
            var damaged = (byte[])TestModels.Dense.Clone();
            damaged[at] ^= 0x41;
            try
            {
                using var session = OnnxSession.Load(damaged, "damaged.onnx", new OnnxSessionOptions { Threads = 1 });
                session.Run(new OnnxInput("x", Three, 1, 3));
            }
            catch (SemComException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, TestModels.Dense.Length / 3, TestModels.Dense.Length);
    }

    private static void Expect(string message, byte[] model, params OnnxInput[] inputs)
    {
        using var session = OnnxFact.Session(model);
        var error = Assert.Throws<SemComException>(() => session.Run(inputs));
        Assert.Equal(message, error.Message);
    }
}
