using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SemCom.Coding;
using SemCom.Transmitter.Coding;

namespace SemCom.Transmitter.Tests.Coding;

public sealed class LdpcEncoderTests
{
    public static TheoryData<int, int> AllCodes { get; } = new MatrixTheoryData<int, int>([1, 2], [.. LdpcCode.LiftingSizes, .. LdpcCode.LongLiftingSizes]);

    /// <summary>
    /// Codewords of another program, one for each graph and lifting size: columns base_graph, lifting_size, set_index, ones in message and codeword, and the
    /// first 32 digits of SHA-256 over their bits written as '0' and '1'. The message is made by s ← (1103515245·s + 12345) mod 2³¹, bit (s >> 16) mod 2,
    /// from s = 1000·graph + Zc.
    /// </summary>
    [Fact]
    public void Codewords_EqualThoseOfAnotherProgram()
    {
        var rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Coding", "Vectors", "ldpc_encoder_vectors.csv"))[1..];
        Assert.Equal(102, rows.Length);
        foreach (var fields in rows.Select(row => row.Split(',')))
        {
            var numbers = fields[..5].Select(f => int.Parse(f, CultureInfo.InvariantCulture)).ToArray();
            var code = Code(numbers[0], numbers[1]);
            var message = Message(1000 * numbers[0] + numbers[1], code.InformationLength);
            var codeword = new byte[code.CodewordLength];
            new LdpcEncoder(code).Encode(message, codeword);
            Assert.Equal(numbers[2], code.SetIndex);
            Assert.Equal((numbers[3], numbers[4]), (message.Sum(b => b), codeword.Sum(b => b)));
            Assert.Equal((fields[5], fields[6]), (Digest(message), Digest(codeword)));
        }
    }

    [Theory]
    [MemberData(nameof(AllCodes))]
    public void Codewords_SatisfyEveryCheck(int graph, int liftingSize)
    {
        var code = Code(graph, liftingSize);
        var message = Message(7, code.InformationLength);
        var codeword = new byte[code.CodewordLength];
        new LdpcEncoder(code).Encode(message, codeword);
        byte[] all = [.. message[..(2 * liftingSize)], .. codeword];
        for (var row = 0; row < code.BaseGraph.RowCount; row++)
        {
            for (var check = 0; check < liftingSize; check++)
            {
                var sum = 0;
                foreach (var edge in code.EdgesOf(row))
                    sum ^= all[edge.Column * liftingSize + (check + edge.Shift) % liftingSize];
                Assert.True(sum == 0, $"check {check} of row {row}");
            }
        }
    }

    [Fact]
    public void ShorterCodewords_AreTheStartOfTheWhole()
    {
        var code = Code(1, 15);
        var (encoder, message) = (new LdpcEncoder(code), Message(3, code.InformationLength));
        var whole = new byte[code.CodewordLength];
        encoder.Encode(message, whole);
        foreach (var columns in new[] { 24, 25, 40 })
        {
            var part = new byte[columns * code.LiftingSize];
            encoder.Encode(message, part);
            Assert.Equal(whole[..part.Length], part);
        }
    }

    [Fact]
    public void Encode_AllocatesNothing()
    {
        var code = Code(1, 384);
        var (encoder, message, codeword) = (new LdpcEncoder(code), Message(1, code.InformationLength), new byte[code.CodewordLength]);
        encoder.Encode(message, codeword);
        var before = GC.GetAllocatedBytesForCurrentThread();
        encoder.Encode(message, codeword);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Encode_RefusesWrongSizesAndValues()
    {
        var code = Code(2, 10);
        var encoder = new LdpcEncoder(code);
        Assert.Throws<ArgumentException>(() => encoder.Encode(new byte[99], new byte[500]));
        Assert.Throws<ArgumentException>(() => encoder.Encode(new byte[101], new byte[500]));
        Assert.Throws<ArgumentException>(() => encoder.Encode(new byte[100], new byte[501]));
        Assert.Throws<ArgumentException>(() => encoder.Encode(new byte[100], new byte[510]));
        Assert.Throws<ArgumentException>(() => encoder.Encode(new byte[100], new byte[110]));
        Assert.Throws<ArgumentException>(() => encoder.Encode([.. Enumerable.Repeat((byte)2, 100)], new byte[500]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LdpcCode.Get(LdpcBaseGraph.Graph1, 17));
    }

    internal static byte[] Message(int seed, int count)
    {
        var state = (uint)seed;
        var bits = new byte[count];
        for (var i = 0; i < count; i++)
        {
            state = (1103515245 * state + 12345) & 0x7FFF_FFFF;
            bits[i] = (byte)((state >> 16) & 1);
        }
        return bits;
    }

    private static LdpcCode Code(int graph, int liftingSize) => LdpcCode.Get(graph == 1 ? LdpcBaseGraph.Graph1 : LdpcBaseGraph.Graph2, liftingSize);

    private static string Digest(byte[] bits) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(bits.Select(b => (char)('0' + b))))))[..32];
}
