using SemCom.Coding;
using SemCom.Framing;
using SemCom.Receiver.Decoding;
using SemCom.Transmitter.Mapping;

namespace SemCom.Receiver.Tests.Decoding.Shaping;

/// <summary>Sends random messages with shaped amplitudes over AWGN.</summary>
internal sealed class ShapedTrial(McsEntry mcs, int symbols, int messageBytes)
{
    public ShapedFormat Format { get; } = DigitalFormat.For(messageBytes, symbols, mcs).Shaped!;

    /// <summary>One message: what was sent, what came out, and what the receiver says of it.</summary>
    public (byte[] Sent, byte[] Received, TransportResult Result) Send(Random random, double esN0Db)
    {
        var sent = TestSignals.Bits(random, 8 * messageBytes);
        var y = Modulate(sent);
        var n0 = Decibels.ToNoisePower(esN0Db);
        TestSignals.AddNoise(random, y, n0);
        var (received, result) = Decode(y, (float)n0);
        return (sent, received, result);
    }

    public Complex32[] Modulate(byte[] messageBits)
    {
        var y = new Complex32[Format.SymbolCount];
        ShapedModulator.Modulate(Format, messageBits, y);
        return y;
    }

    public (byte[] Bits, TransportResult Result) Decode(Complex32[] y, float n0)
    {
        var noise = new float[y.Length];
        Array.Fill(noise, n0);
        return Decode(y, noise);
    }

    public (byte[] Bits, TransportResult Result) Decode(Complex32[] y, float[] noise)
    {
        var bits = new byte[8 * messageBytes];
        return (bits, ShapedDemodulator.Decode(Format, y, noise, bits));
    }
}
