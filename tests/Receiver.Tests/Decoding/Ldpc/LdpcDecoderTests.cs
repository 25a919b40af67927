using SemCom.Coding;
using SemCom.Receiver.Decoding;
using SemCom.Transmitter.Coding;

namespace SemCom.Receiver.Tests.Decoding.Ldpc;

public sealed class LdpcDecoderTests
{
    public static TheoryData<int, int> AllCodes { get; } = new MatrixTheoryData<int, int>([1, 2], [.. LdpcCode.LiftingSizes, 416, 1024, LdpcCode.MaxLongLiftingSize]);

    [Theory]
    [MemberData(nameof(AllCodes))]
    public void NoiselessWords_AreDecoded(int graph, int liftingSize)
    {
        var code = Code(graph, liftingSize);
        // Fillers in the last column, whole columns of them, none; and only as many parity columns as a middling rate needs.
        foreach (var missing in new[] { 0, 1, liftingSize + 1 })
        {
            var informationBits = code.InformationLength - missing;
            var (information, llrs) = Noiseless(code, informationBits, seed: missing);
            var decoded = new byte[informationBits];
            foreach (var columns in new[] { 10, code.BaseGraph.RowCount })
            {
                Array.Clear(llrs, (code.BaseGraph.ColumnCount - code.BaseGraph.RowCount - 2 + columns) * liftingSize, (code.BaseGraph.RowCount - columns) * liftingSize);
                var decoding = new LdpcDecoder(code, informationBits).Decode(llrs, decoded);
                Assert.True(decoding.Converged && decoding.Decided);
                Assert.Equal(information, decoded);
                (information, llrs) = Noiseless(code, informationBits, seed: missing);
            }
        }
    }

    /// <summary>Belief propagation on the smallest, the largest and one odd lifting size; the rest is the same code.</summary>
    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 384)]
    [InlineData(2, 13)]
    [InlineData(2, 208)]
    public void NoiselessWords_AreDecodedByBeliefPropagation(int graph, int liftingSize)
    {
        var code = Code(graph, liftingSize);
        var (information, llrs) = Noiseless(code, code.InformationLength - 1, seed: 3);
        foreach (var algorithm in new[] { LdpcAlgorithm.BeliefPropagation, LdpcAlgorithm.LayeredBeliefPropagation })
        {
            var decoded = new byte[information.Length];
            var decoder = new LdpcBeliefPropagation(code, information.Length, new LdpcDecoderOptions { Algorithm = algorithm });
            Assert.True(decoder.Decode(llrs, decoded).Converged);
            Assert.Equal(information, decoded);
        }
    }

    /// <summary>Noisy words, right and wrong ones, on lifting sizes below, at and above every vector length, with and without early stop.</summary>
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 7)]
    [InlineData(1, 16)]
    [InlineData(2, 30)]
    [InlineData(1, 32)]
    [InlineData(2, 36)]
    [InlineData(1, 64)]
    [InlineData(2, 72)]
    [InlineData(1, 112)]
    [InlineData(2, 128)]
    [InlineData(1, 208)]
    public void EveryVectorLength_GivesTheSameBits(int graph, int liftingSize)
    {
        var code = Code(graph, liftingSize);
        var informationBits = code.InformationLength - liftingSize / 2;
        var matcher = new LdpcRateMatcher(code, informationBits, 2 * informationBits, 1);
        foreach (var earlyStop in new[] { false, true })
        {
            var options = new LdpcDecoderOptions { Iterations = 6, EarlyStop = earlyStop };
            LdpcDecoder[] decoders =
            [
                new(code, informationBits, options, (c, k, a) => new MinSumEngine<ScalarLanes>(c, k, a)),
                new(code, informationBits, options, (c, k, a) => new MinSumEngine<Vector128Lanes>(c, k, a)),
                new(code, informationBits, options, (c, k, a) => new MinSumEngine<Vector256Lanes>(c, k, a)),
                new(code, informationBits, options, (c, k, a) => new MinSumEngine<Vector512Lanes>(c, k, a)),
                new(code, informationBits, options),
            ];
            var simulation = new LdpcSimulation(matcher, Constellation.Qpsk, decoders[0], seed: 1);
            var (expected, actual) = (new byte[informationBits], new byte[informationBits]);
            for (var block = 0; block < 6; block++)
            {
                var llrs = simulation.Receive((ulong)block, esN0Db: -1 + block).CodewordLlrs;
                var decoding = decoders[0].Decode(llrs, expected);
                foreach (var decoder in decoders[1..])
                {
                    Assert.Equal(decoding, decoder.Decode(llrs, actual));
                    Assert.Equal(expected, actual);
                }
            }
        }
    }

    [Fact]
    public void EarlyStop_ChangesNoBitOfARightWord()
    {
        var matcher = LdpcSimulation.Matcher(LdpcBaseGraph.Graph2, 500, 1000, 1);
        var stopping = new LdpcDecoder(matcher.Code, 500, new LdpcDecoderOptions { Iterations = 20 });
        var patient = new LdpcDecoder(matcher.Code, 500, new LdpcDecoderOptions { Iterations = 20, EarlyStop = false });
        var simulation = new LdpcSimulation(matcher, Constellation.Qpsk, stopping, seed: 2);
        var (early, late) = (new byte[500], new byte[500]);
        var right = 0;
        for (var block = 0; block < 300; block++)
        {
            var (information, llrs) = simulation.Receive((ulong)block, esN0Db: 1.5);
            var decoding = stopping.Decode(llrs, early);
            patient.Decode(llrs, late);
            if (!early.AsSpan().SequenceEqual(information.AsSpan(0, 500)))
                continue;
            right++;
            Assert.True(decoding.Converged || decoding.Iterations == 20);
            Assert.Equal(early, late);
        }
        Assert.InRange(right, 200, 299);
    }

    /// <summary>Above the waterfall of a low rate some blocks do not converge in any number of iterations; the second try gets them all.</summary>
    [Fact]
    public void TrappedBlocks_AreFreedByTheSecondTry()
    {
        var matcher = LdpcSimulation.Matcher(LdpcBaseGraph.Graph2, 2000, 10_640, 2);
        var decoder = new LdpcDecoder(matcher.Code, 2000, new LdpcDecoderOptions { Iterations = 20 });
        var simulation = new LdpcSimulation(matcher, Constellation.Qpsk, decoder, seed: 3);
        var decoded = new byte[2000];
        var trapped = 0;
        for (var block = 0; block < 2000; block++)
        {
            var (information, llrs) = simulation.Receive((ulong)block, esN0Db: -3.25);
            var decoding = decoder.Decode(llrs, decoded);
            trapped += decoding.Iterations > 20 ? 1 : 0;
            Assert.True(decoding.Converged, $"block {block}");
            Assert.True(information.AsSpan(0, 2000).SequenceEqual(decoded), $"block {block}");
        }
        Assert.InRange(trapped, 1, 60);
    }

    /// <summary>At 20 dB every bit that was received is right, however it faded: the punctured ones follow from them.</summary>
    [Theory]
    [InlineData(2, 450, 812)]
    [InlineData(2, 760, 1362)]
    [InlineData(1, 4000, 6000)]
    public void StrongBlocksThatFaded_AreAllDecoded(int graph, int informationBits, int codedBits)
    {
        var matcher = LdpcSimulation.Matcher(graph == 1 ? LdpcBaseGraph.Graph1 : LdpcBaseGraph.Graph2, informationBits, codedBits, 2);
        var decoder = new LdpcDecoder(matcher.Code, informationBits, new LdpcDecoderOptions { Iterations = 20 });
        var simulation = new LdpcSimulation(matcher, Constellation.Qpsk, decoder, seed: 4);
        var random = new Random(1);
        var decoded = new byte[informationBits];
        for (var block = 0; block < 200; block++)
        {
            var (information, llrs) = simulation.Receive((ulong)block, esN0Db: 20);
            for (var i = 0; i < llrs.Length; i++)
                llrs[i] *= -MathF.Log(1 - random.NextSingle());
            Assert.True(decoder.Decode(llrs, decoded).Converged, $"block {block}");
            Assert.True(information.AsSpan(0, informationBits).SequenceEqual(decoded), $"block {block}");
        }
    }

    [Fact]
    public void RowsThatWereNotReceived_ChangeNothing()
    {
        // Parity columns of noise-free zeros for what a higher rate leaves out would decode; LLRs of 0 must do so without them.
        var code = Code(2, 52);
        var (information, llrs) = Noiseless(code, code.InformationLength, seed: 9);
        llrs.AsSpan((8 + 6) * 52).Clear();
        var decoded = new byte[information.Length];
        Assert.True(new LdpcDecoder(code, information.Length).Decode(llrs, decoded).Converged);
        Assert.Equal(information, decoded);
    }

    [Fact]
    public void Silence_IsUndecided()
    {
        var code = Code(2, 20);
        foreach (var decoder in new ILdpcDecoder[] { new LdpcDecoder(code, 200), new LdpcBeliefPropagation(code, 200) })
        {
            var decoding = decoder.Decode(new float[code.CodewordLength], new byte[200]);
            Assert.False(decoding.Converged || decoding.Decided);
        }
    }

    [Fact]
    public void NaNAndInfinity_AreNoInformationAndCertainty()
    {
        var code = Code(1, 26);
        var (information, llrs) = Noiseless(code, code.InformationLength, seed: 4);
        for (var i = 0; i < llrs.Length; i += 7)
            llrs[i] = float.NaN;
        for (var i = 1; i < llrs.Length; i += 7)
            llrs[i] = float.CopySign(float.PositiveInfinity, llrs[i]);
        foreach (var decoder in new ILdpcDecoder[] { new LdpcDecoder(code, information.Length), new LdpcBeliefPropagation(code, information.Length) })
        {
            var decoded = new byte[information.Length];
            Assert.True(decoder.Decode(llrs, decoded).Converged);
            Assert.Equal(information, decoded);
        }
    }

    [Fact]
    public void Decode_AllocatesNothing()
    {
        var code = Code(1, 64);
        var (information, llrs) = Noiseless(code, code.InformationLength, seed: 5);
        foreach (var decoder in new ILdpcDecoder[] { new LdpcDecoder(code, information.Length), new LdpcBeliefPropagation(code, information.Length) })
        {
            decoder.Decode(llrs, information);
            var before = GC.GetAllocatedBytesForCurrentThread();
            decoder.Decode(llrs, information);
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    [Fact]
    public void Decoders_RefuseWrongSizes()
    {
        var code = Code(2, 10);
        foreach (var create in new Func<int, ILdpcDecoder>[] { k => new LdpcDecoder(code, k), k => new LdpcBeliefPropagation(code, k) })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => create(20));
            Assert.Throws<ArgumentOutOfRangeException>(() => create(101));
            Assert.Throws<ArgumentException>(() => create(100).Decode(new float[499], new byte[100]));
            Assert.Throws<ArgumentException>(() => create(100).Decode(new float[500], new byte[99]));
        }
    }

    [Theory]
    [InlineData(0, 0.7, "LDPC iterations must be between 1 and 1000 (was 0)")]
    [InlineData(1001, 0.7, "LDPC iterations must be between 1 and 1000 (was 1001)")]
    [InlineData(8, 1.1, "LDPC normalization must be between 0.25 and 1 (was 1.1)")]
    [InlineData(8, double.NaN, "LDPC normalization must be between 0.25 and 1 (was NaN)")]
    public void Options_OutOfRange_AreRefused(int iterations, double normalization, string message)
    {
        var options = new LdpcDecoderOptions { Iterations = iterations, Normalization = normalization };
        Assert.StartsWith(message, Assert.Throws<SemComException>(() => new LdpcDecoder(Code(2, 10), 100, options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Algorithm_ThatDoesNotExist_IsRefused() => Assert.Throws<SemComException>(
        () => new TransportDecoder(TransportFormat.Create(100, 200, McsTables.Find(1, 9)), new LdpcDecoderOptions { Algorithm = (LdpcAlgorithm)7 }));

    private static LdpcCode Code(int graph, int liftingSize) => LdpcCode.Get(graph == 1 ? LdpcBaseGraph.Graph1 : LdpcBaseGraph.Graph2, liftingSize);

    private static (byte[] Information, float[] Llrs) Noiseless(LdpcCode code, int informationBits, int seed)
    {
        var information = new byte[code.InformationLength];
        TestSignals.FillBits(new Random(seed), information.AsSpan(0, informationBits));
        var codeword = new byte[code.CodewordLength];
        new LdpcEncoder(code).Encode(information, codeword);
        var llrs = codeword.Select(bit => bit == 0 ? 4f : -4f).ToArray();
        // What stands at the fillers must not matter.
        llrs.AsSpan((informationBits - 2 * code.LiftingSize)..(code.InformationLength - 2 * code.LiftingSize)).Fill(-4);
        return (information[..informationBits], llrs);
    }
}
