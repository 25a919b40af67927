using SemCom.Coding;
using SemCom.Receiver.Decoding;

namespace SemCom.Receiver.Tests.Decoding.Ldpc;

public sealed class LdpcTwoStageDecoderTests
{
    private const int InformationBits = 8424, CodedBits = 19_200;

    /// <summary>Rate 0.44 over QPSK at 0.1 dB, 0.7 dB above the capacity of its bits: min-sum alone decodes hardly any block there.</summary>
    [Fact]
    public void BlocksThatMinSumLoses_AreDecoded()
    {
        var (quick, both, _) = Decoders();
        Assert.InRange(Run(quick, 0.1), 20, 30);
        Assert.InRange(Run(both, 0.1), 0, 3);

        static int Run(ILdpcDecoder decoder, double esN0Db) => Simulation(decoder).Run(esN0Db, 30).Errors;
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.4)]
    [InlineData(0.8)]
    public void TheSecondStage_IsBeliefPropagation_AndOnlyForBlocksThatTheFirstCannotDecode(double esN0Db)
    {
        var (quick, both, thorough) = Decoders();
        var (byQuick, byBoth, byThorough) = (new byte[InformationBits], new byte[InformationBits], new byte[InformationBits]);
        for (var block = 0; block < 6; block++)
        {
            var (_, llrs) = Simulation(quick).Receive((ulong)block, esN0Db);
            var (first, second, whole) = (quick.Decode(llrs, byQuick), thorough.Decode(llrs, byThorough), both.Decode(llrs, byBoth));
            Assert.Equal(first.Converged ? first : second with { Iterations = first.Iterations + second.Iterations }, whole);
            Assert.Equal(first.Converged ? byQuick : byThorough, byBoth);
        }
    }

    /// <summary>At −2 dB QPSK carries 0.33 bits for each coded one: no effort would do.</summary>
    [Fact]
    public void BlocksBeyondCapacity_DoNotGetASecondStage()
    {
        var (quick, both, _) = Decoders();
        var (_, llrs) = Simulation(quick).Receive(0, -2);
        Assert.Equal(quick.Decode(llrs, new byte[InformationBits]), both.Decode(llrs, new byte[InformationBits]));
    }

    /// <summary>Certainty and ignorance in the LLRs: what was received is enough, but only the second stage can tell.</summary>
    [Fact]
    public void ErasedBits_CountAsNothing_AndCertainOnesAsABit()
    {
        var (quick, both, _) = Decoders();
        var simulation = Simulation(quick);
        var random = new Random(1);
        var decoded = new byte[InformationBits];
        var more = 0;
        for (var block = 0; block < 10; block++)
        {
            var (information, llrs) = simulation.Receive((ulong)block, esN0Db: 20);
            for (var i = 0; i < llrs.Length; i++)
                llrs[i] = random.NextDouble() < 0.505 ? float.NaN : llrs[i] == 0 ? 0 : float.CopySign(float.PositiveInfinity, llrs[i]);
            var (first, whole) = (quick.Decode(llrs, decoded), both.Decode(llrs, decoded));
            Assert.True(whole.Converged, $"block {block}");
            Assert.True(information.AsSpan(0, InformationBits).SequenceEqual(decoded), $"block {block}");
            more += first.Converged ? 0 : 1;
        }
        Assert.InRange(more, 1, 10);
    }

    private static (LdpcDecoder Quick, LdpcTwoStageDecoder Both, LdpcBeliefPropagation Thorough) Decoders()
    {
        var code = Matcher.Code;
        return (new LdpcDecoder(code, InformationBits), new LdpcTwoStageDecoder(code, InformationBits),
            new LdpcBeliefPropagation(code, InformationBits, new LdpcDecoderOptions { Algorithm = LdpcAlgorithm.LayeredBeliefPropagation, Iterations = 50 }));
    }

    private static LdpcSimulation Simulation(ILdpcDecoder decoder) => new(Matcher, Constellation.Qpsk, decoder, seed: 11);

    private static LdpcRateMatcher Matcher { get; } = LdpcSimulation.Matcher(LdpcBaseGraph.Graph1, InformationBits, CodedBits, 2);
}
