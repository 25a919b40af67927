using System.Runtime.InteropServices;
using SemCom.Framing;
using SemCom.Randomness;
using SemCom.Receiver.Decoding;
using SemCom.Transmitter.Coding;

namespace SemCom.Receiver.Tests.Decoding;

/// <summary>Sends random messages of one format over AWGN and counts those that are lost or wrong.</summary>
internal sealed class MessageSimulation(int messageBits, MessageProtection protection, ulong seed)
{
    private readonly MessageFormat _format = MessageFormat.For(messageBits, protection);

    /// <summary>Simulates until there are <paramref name="maxMessages"/> messages or <paramref name="maxErrors"/> errors.</summary>
    public (int Errors, int Messages) Run(double esN0Db, int maxMessages, int maxErrors = int.MaxValue)
    {
        var n0 = (float)Decibels.ToNoisePower(esN0Db);
        var (message, decoded) = (new byte[messageBits], new byte[messageBits]);
        var (y, awgn) = (new Complex32[_format.SymbolCount], new Complex32[_format.SymbolCount]);
        var words = new uint[(messageBits + 31) / 32];
        var sigma = MathF.Sqrt(n0 / 2);
        var noise = Enumerable.Repeat(n0, y.Length).ToArray();
        var (errors, messages) = (0, 0);
        for (; messages < maxMessages && errors < maxErrors; messages++)
        {
            new CounterRandom(seed, RandomPurpose.SourceData, (ulong)messages).FillUInt32(words);
            for (var i = 0; i < messageBits; i++)
                message[i] = (byte)(words[i >> 5] >> (i & 31) & 1);
            MessageEncoder.Encode(_format, message, y);
            new CounterRandom(seed, RandomPurpose.ChannelNoise, (ulong)messages).FillGaussian(MemoryMarshal.Cast<Complex32, float>(awgn.AsSpan()));
            for (var i = 0; i < y.Length; i++)
                y[i] += new Complex32(sigma * awgn[i].Real, sigma * awgn[i].Imaginary);
            if (!MessageDecoder.TryDecode(_format, y, noise, decoded) || !decoded.AsSpan().SequenceEqual(message))
                errors++;
        }
        return (errors, messages);
    }
}
