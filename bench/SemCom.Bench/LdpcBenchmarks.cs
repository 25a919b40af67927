using BenchmarkDotNet.Attributes;
using SemCom.Coding;
using SemCom.Randomness;
using SemCom.Receiver.Decoding;
using SemCom.Transmitter.Coding;

namespace SemCom.Bench;

/// <summary>
/// Time for one information bit on one core: 1000 / (ns) is Mb/s. Base graph 1, Zc = 384, 8448 information bits in 12,672 coded ones (rate 2/3); the decoder
/// makes 8 iterations on QPSK at 3.5 dB Es/N0, without early stop.
/// </summary>
public class LdpcBenchmarks
{
    private const int InformationBits = 8448;
    private const int CodedBits = 12_672;

    private readonly LdpcRateMatcher _matcher = new(LdpcCode.Get(LdpcBaseGraph.Graph1, LdpcCode.MaxLiftingSize), InformationBits, CodedBits, 2);
    private readonly byte[] _information = new byte[InformationBits];
    private readonly byte[] _coded = new byte[CodedBits];
    private readonly float[] _llrs = new float[CodedBits];
    private readonly byte[] _message = new byte[InformationBits - 24];
    private byte[] _codeword = null!;
    private float[] _codewordLlrs = null!;
    private LdpcEncoder _encoder = null!;
    private LdpcDecoder _decoder = null!;
    private LdpcDecoder _stoppingDecoder = null!;
    private TransportEncoder _transportEncoder = null!;
    private TransportDecoder _transportDecoder = null!;

    [GlobalSetup]
    public void Setup()
    {
        var code = _matcher.Code;
        var words = new uint[InformationBits];
        new CounterRandom(1, RandomPurpose.SourceData, 0).FillUInt32(words);
        for (var i = 0; i < words.Length; i++)
            _information[i] = (byte)(words[i] & 1);
        _information.AsSpan(0, _message.Length).CopyTo(_message);
        (_codeword, _codewordLlrs) = (new byte[code.CodewordLength], new float[code.CodewordLength]);
        var format = TransportFormat.Create(_message.Length, CodedBits, McsTables.Find(1, 9));
        (_transportEncoder, _transportDecoder) = (new TransportEncoder(format), new TransportDecoder(format));
        _encoder = new LdpcEncoder(code);
        _decoder = new LdpcDecoder(code, InformationBits, new LdpcDecoderOptions { Iterations = 8, EarlyStop = false });
        _stoppingDecoder = new LdpcDecoder(code, InformationBits);
        _transportEncoder.Encode(_message, _coded);
        AddNoise();
        _transportDecoder.Accept(_llrs);
        if (!_transportDecoder.Decode(_message).Correct)
            throw new InvalidOperationException("the block was lost, so decoding would not be measured");
        _matcher.Combine(_llrs, _codewordLlrs);
    }

    [Benchmark(OperationsPerInvoke = InformationBits)]
    public void Encode() => _encoder.Encode(_information, _codeword);

    [Benchmark(OperationsPerInvoke = InformationBits)]
    public void EncodeTransportBlock() => _transportEncoder.Encode(_message, _coded);

    [Benchmark(OperationsPerInvoke = InformationBits)]
    public LdpcDecoding Decode() => _decoder.Decode(_codewordLlrs, _information);

    [Benchmark(OperationsPerInvoke = InformationBits)]
    public LdpcDecoding DecodeWithEarlyStop() => _stoppingDecoder.Decode(_codewordLlrs, _information);

    [Benchmark(OperationsPerInvoke = InformationBits)]
    public TransportResult DecodeTransportBlock()
    {
        _transportDecoder.Reset();
        _transportDecoder.Accept(_llrs);
        return _transportDecoder.Decode(_message);
    }

    private void AddNoise()
    {
        var n0 = (float)Decibels.ToNoisePower(3.5);
        var noise = new float[CodedBits];
        new CounterRandom(1, RandomPurpose.ChannelNoise, 0).FillGaussian(noise);
        for (var i = 0; i < _llrs.Length; i++)
        {
            var y = (1 - 2 * _coded[i]) * MathF.Sqrt(0.5f) + MathF.Sqrt(n0 / 2) * noise[i];
            _llrs[i] = 4 * MathF.Sqrt(0.5f) * y / n0;
        }
    }
}
