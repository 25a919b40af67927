using SemCom.Coding;
using SemCom.Receiver.Decoding;
using SemCom.Transmitter.Coding;

namespace SemCom.Receiver.Tests.Decoding;

/// <summary>Sends random messages of one format over AWGN and counts those that are lost or, once in thousands of lost ones, wrong.</summary>
internal sealed class AwgnSimulation(CodedBlockFormat format, int listSize, int seed)
{
    private readonly Random _random = new(seed);
    private readonly BlockEncoder _encoder = new(format);
    private readonly BlockDecoder _decoder = new(format, listSize);

    /// <summary>Simulates until there are <paramref name="maxBlocks"/> blocks or <paramref name="maxErrors"/> errors.</summary>
    public (int Errors, int Blocks) Run(double esN0Db, int maxBlocks, int maxErrors = int.MaxValue)
    {
        var n0 = (float)Decibels.ToNoisePower(esN0Db);
        var (message, decoded) = (new byte[format.MessageBits], new byte[format.MessageBits]);
        var noisePower = Enumerable.Repeat(n0, format.SymbolCount).ToArray();
        var (errors, blocks) = (0, 0);
        for (; blocks < maxBlocks && errors < maxErrors; blocks++)
        {
            TestSignals.FillBits(_random, message);
            var y = _encoder.Encode(message);
            TestSignals.AddNoise(_random, y, n0);
            if (!_decoder.TryDecode(y, noisePower, decoded) || !decoded.AsSpan().SequenceEqual(message))
                errors++;
        }
        return (errors, blocks);
    }
}
