using SemCom.Coding;
using SemCom.Receiver.Decoding;

namespace SemCom.Receiver.Tests.Decoding.Ldpc;

/// <summary>
/// A published block error curve over AWGN. Sionna 1.2.1 (saved outputs of its notebooks; no CRC, Eb/N0) for flooding belief propagation and plain
/// min-sum, openairinterface5g (nrLDPC.tex, Es/N0 of QPSK) for the layered decoders: its MATLAB curves, and the reference points that it quotes from Huawei
/// (3GPP RAN1, June 2017; their decoder is not stated).
/// </summary>
/// <param name="Source">Where it was published.</param>
/// <param name="Graph">Base graph.</param>
/// <param name="K">Information bits.</param>
/// <param name="N">Coded bits.</param>
/// <param name="BitsPerSymbol">Modulation.</param>
/// <param name="Interleaved">Bit interleaver of TS 38.212 §5.4.2.2.</param>
/// <param name="Decoder">bp, layered-bp, min-sum (flooding, float), nms-0.65 (layered, float) or int8-0.65 (layered, 8 bits).</param>
/// <param name="Iterations">Iterations at most.</param>
/// <param name="IsEbN0">SNRs are Eb/N0, otherwise Es/N0.</param>
/// <param name="SnrDb">SNR at a block error rate of 1e-1, 1e-2 and 1e-3 [dB]; missing at the end, or NaN, where it was not published.</param>
internal sealed record LdpcOperatingPoint(
    string Source, int Graph, int K, int N, int BitsPerSymbol, bool Interleaved, string Decoder, int Iterations, bool IsEbN0, double[] SnrDb)
{
    public static readonly LdpcOperatingPoint[] All =
    [
        new("sionna", 2, 64, 128, 2, false, "bp", 20, true, [2.27, 3.30, 4.08]),
        new("sionna", 2, 128, 256, 2, false, "bp", 20, true, [1.92, 2.66, 3.24]),
        new("sionna", 2, 256, 512, 2, false, "bp", 20, true, [1.61, 2.18, 2.66]),
        new("sionna", 2, 500, 1000, 2, false, "bp", 20, true, [1.43, 1.83, 2.14]),
        new("sionna", 2, 1000, 2000, 2, false, "bp", 20, true, [1.30, 1.59, 1.83]),
        new("sionna", 2, 2000, 4000, 2, false, "bp", 20, true, [1.25, 1.44, 1.60]),
        new("sionna", 1, 4000, 8000, 2, false, "bp", 20, true, [1.12, 1.28, 1.40]),
        new("sionna", 1, 8000, 16000, 2, false, "bp", 20, true, [1.08, 1.20]),
        new("sionna", 2, 512, 1024, 2, false, "bp", 40, true, [1.21, 1.61, 1.90]),
        new("sionna", 2, 2048, 6156, 2, false, "bp", 40, true, [0.23, 0.42, 0.57]),
        new("sionna", 2, 600, 1200, 2, false, "bp", 20, true, [1.39, 1.81, 2.07]),
        new("sionna", 2, 600, 1200, 4, false, "bp", 20, true, [3.73, 4.20, 4.52]),
        new("sionna", 2, 600, 1200, 4, true, "bp", 20, true, [3.53, 4.04, 4.49]),
        new("sionna", 2, 600, 1200, 4, false, "min-sum", 20, true, [4.59, 5.03, 5.30]),
        new("oai-matlab", 2, 1280, 6400, 2, true, "nms-0.65", 50, false, [-3.83]),
        new("oai-matlab", 2, 1280, 6400, 2, true, "int8-0.65", 50, false, [-3.83, -3.58, -3.35]),
        new("oai-matlab", 2, 1280, 6400, 2, true, "layered-bp", 50, false, [-3.96, -3.71]),
        new("huawei", 2, 1280, 6400, 2, true, "layered-bp", 50, false, [double.NaN, -3.92]),
        new("huawei", 2, 1280, 1920, 2, true, "layered-bp", 50, false, [double.NaN, 3.28]),
        new("huawei", 1, 8448, 9504, 2, true, "layered-bp", 50, false, [double.NaN, 6.12]),
    ];

    public LdpcSimulation Simulation(ulong seed)
    {
        var matcher = LdpcSimulation.Matcher(Graph == 1 ? LdpcBaseGraph.Graph1 : LdpcBaseGraph.Graph2, K, N, Interleaved ? BitsPerSymbol : 1);
        return new LdpcSimulation(matcher, Constellation.OfBitsPerSymbol(BitsPerSymbol), CreateDecoder(matcher.Code), seed);
    }

    private ILdpcDecoder CreateDecoder(LdpcCode code) => Decoder switch
    {
        "bp" => new LdpcBeliefPropagation(code, K, new LdpcDecoderOptions { Iterations = Iterations }),
        "layered-bp" => new LdpcBeliefPropagation(
            code, K, new LdpcDecoderOptions { Iterations = Iterations, Algorithm = LdpcAlgorithm.LayeredBeliefPropagation }),
        "min-sum" => new SlowMinSum(code, K, Iterations, 1, layered: false),
        "nms-0.65" => new SlowMinSum(code, K, Iterations, 0.65, layered: true),
        "int8-0.65" => new LdpcDecoder(code, K, new LdpcDecoderOptions { Iterations = Iterations, Normalization = 0.65 }),
        _ => throw new InvalidOperationException(Decoder),
    };
}
