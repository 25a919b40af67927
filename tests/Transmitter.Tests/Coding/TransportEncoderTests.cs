using SemCom.Coding;
using SemCom.Transmitter.Coding;

namespace SemCom.Transmitter.Tests.Coding;

public sealed class TransportEncoderTests
{
    /// <summary>The clauses of TS 38.212 one after another, written down a second time.</summary>
    [Theory]
    [InlineData(100, 600, 1, 0)]
    [InlineData(3824, 7680, 1, 9)]
    [InlineData(3825, 7680, 1, 9)]
    [InlineData(8424, 12672, 1, 16)]
    [InlineData(8456, 12680, 1, 16)]
    [InlineData(20496, 40000, 2, 20)]
    [InlineData(10000, 13044, 1, 28)]
    public void CodedBits_FollowTheClauses(int messageBits, int codedBits, int table, int index)
    {
        var mcs = McsTables.Find(table, index);
        codedBits -= codedBits % mcs.Constellation.BitsPerSymbol;
        var format = TransportFormat.Create(messageBits, codedBits, mcs);
        var encoder = new TransportEncoder(format);
        var message = LdpcEncoderTests.Message(messageBits, messageBits);
        var coded = new byte[codedBits];
        foreach (var version in new[] { 0, 1, 2, 3 })
        {
            encoder.Encode(message, coded, version);
            Assert.Equal(Reference(format, message, version), coded);
        }
    }

    [Fact]
    public void Encode_AllocatesNothing()
    {
        var format = TransportFormat.Create(20000, 40000, McsTables.Find(1, 13));
        var (encoder, message, coded) = (new TransportEncoder(format), LdpcEncoderTests.Message(1, 20000), new byte[40000]);
        encoder.Encode(message, coded);
        var before = GC.GetAllocatedBytesForCurrentThread();
        encoder.Encode(message, coded, 2);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Encode_RefusesWrongSizesAndVersions()
    {
        var encoder = new TransportEncoder(TransportFormat.Create(100, 200, McsTables.Find(1, 9)));
        Assert.Throws<ArgumentException>(() => encoder.Encode(new byte[99], new byte[200]));
        Assert.Throws<ArgumentException>(() => encoder.Encode(new byte[100], new byte[202]));
        Assert.Throws<ArgumentException>(() => encoder.Encode([.. Enumerable.Repeat((byte)3, 100)], new byte[200]));
        Assert.Throws<ArgumentOutOfRangeException>(() => encoder.Encode(new byte[100], new byte[200], 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => encoder.Encode(new byte[100], new byte[200], -1));
    }

    private static byte[] Reference(TransportFormat format, byte[] message, int version)
    {
        var code = format.Code;
        byte[] transport = [.. message, .. new byte[format.TransportCheck.Length]];
        format.TransportCheck.Append(transport);
        Array.Resize(ref transport, format.BlockCount * format.BlockPayloadBits);
        var coded = new List<byte>();
        foreach (var (r, payload) in transport.Chunk(format.BlockPayloadBits).Index())
        {
            byte[] block = [.. payload, .. new byte[format.BlockCheck?.Length ?? 0]];
            format.BlockCheck?.Append(block);
            var (information, codeword) = (new byte[code.InformationLength], new int[code.CodewordLength]);
            block.CopyTo(information, 0);
            var bits = new byte[code.CodewordLength];
            new LdpcEncoder(code).Encode(information, bits);
            for (var n = 0; n < bits.Length; n++)
            {
                var isFiller = n + 2 * code.LiftingSize >= block.Length && n + 2 * code.LiftingSize < information.Length;
                codeword[n] = isFiller ? -1 : bits[n];
            }
            // 5.4.2.1: blocks j ≤ C − mod(G/Qm, C) − 1 get the smaller E.
            var (qm, blocks) = (format.Mcs.Constellation.BitsPerSymbol, format.BlockCount);
            var symbols = format.CodedBits / qm;
            var e = qm * (r <= blocks - symbols % blocks - 1 ? symbols / blocks : (symbols + blocks - 1) / blocks);
            int[][] numerators = [[0, 17, 33, 56], [0, 13, 25, 43]];
            var (j, selected) = (numerators[code.BaseGraph.Number - 1][version] * code.LiftingSize, new List<byte>());
            for (; selected.Count < e; j++)
            {
                if (codeword[j % codeword.Length] >= 0)
                    selected.Add((byte)codeword[j % codeword.Length]);
            }
            // 5.4.2.2.
            var f = new byte[e];
            for (var column = 0; column < e / qm; column++)
            {
                for (var row = 0; row < qm; row++)
                    f[row + column * qm] = selected[row * (e / qm) + column];
            }
            coded.AddRange(f);
        }
        return [.. coded];
    }
}
