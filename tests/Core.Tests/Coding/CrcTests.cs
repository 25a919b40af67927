using SemCom.Coding;

namespace SemCom.Core.Tests.Coding;

public sealed class CrcTests
{
    /// <summary>Generators as TS 38.212 §5.1 prints them: exponents of D.</summary>
    public static TheoryData<string, int[]> Generators { get; } = new()
    {
        { "CRC24A", [24, 23, 18, 17, 14, 11, 10, 7, 6, 5, 4, 3, 1, 0] },
        { "CRC24B", [24, 23, 6, 5, 1, 0] },
        { "CRC24C", [24, 23, 21, 20, 17, 15, 13, 12, 8, 4, 2, 1, 0] },
        { "CRC16", [16, 12, 5, 0] },
        { "CRC11", [11, 10, 9, 5, 0] },
        { "CRC6", [6, 5, 0] },
    };

    private static Crc[] All => [Crc.Crc24A, Crc.Crc24B, Crc.Crc24C, Crc.Crc16, Crc.Crc11, Crc.Crc6];

    /// <summary>Check values of the catalogue of parametrised CRC algorithms: CRC-24/LTE-A, CRC-24/LTE-B, CRC-16/XMODEM of "123456789".</summary>
    [Theory]
    [InlineData("CRC24A", 0xCDE703)]
    [InlineData("CRC24B", 0x23EF52)]
    [InlineData("CRC16", 0x31C3)]
    public void Compute_OfDigits_IsTheCatalogueValue(string name, int expected)
    {
        var bits = new byte[72];
        BitPacking.Unpack("123456789"u8, bits);
        Assert.Equal((uint)expected, Named(name).Compute(bits));
    }

    [Theory]
    [MemberData(nameof(Generators))]
    public void Compute_MatchesPolynomialLongDivision(string name, int[] exponents)
    {
        var random = new Random(1);
        var crc = Named(name);
        for (var trial = 0; trial < 200; trial++)
        {
            var message = Bits(random, random.Next(1, 200));
            Assert.Equal(RemainderByLongDivision(message, exponents), crc.Compute(message));
        }
    }

    [Theory]
    [MemberData(nameof(Generators))]
    public void IsValid_RejectsEveryBurstUpToItsLength(string name, int[] exponents)
    {
        var random = new Random(2);
        var crc = Named(name);
        var block = Bits(random, 60 + exponents[0]);
        crc.Append(block);
        Assert.True(crc.IsValid(block));
        for (var trial = 0; trial < 2000; trial++)
        {
            var length = random.Next(1, crc.Length + 1);
            var start = random.Next(block.Length - length + 1);
            var burst = Bits(random, length);
            burst[0] = 1;
            var damaged = (byte[])block.Clone();
            for (var i = 0; i < length; i++)
                damaged[start + i] ^= burst[i];
            Assert.False(crc.IsValid(damaged));
        }
    }

    [Fact]
    public void WithLeadingOnes_EqualsPrependingThem_AndRefusesAllZeros()
    {
        var random = new Random(3);
        foreach (var crc in All)
        {
            var message = Bits(random, 77);
            var prepended = Enumerable.Repeat((byte)1, crc.Length).Concat(message).ToArray();
            Assert.Equal(crc.Compute(prepended), crc.WithLeadingOnes().Compute(message));
            Assert.True(crc.IsValid(new byte[100]));
            Assert.False(crc.WithLeadingOnes().IsValid(new byte[100]));
            Assert.False(crc.IsValid(new byte[crc.Length - 1]));
        }
    }

    [Fact]
    public void BitPacking_RoundTrips_MostSignificantBitFirst()
    {
        var bits = new byte[12];
        BitPacking.Unpack([0xA5, 0x3F], bits);
        Assert.Equal([1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 1], bits);
        var bytes = new byte[2];
        BitPacking.Pack(bits, bytes);
        Assert.Equal([0xA5, 0x30], bytes);
        Assert.Throws<ArgumentException>(() => BitPacking.Pack(bits, new byte[1]));
        Assert.Throws<ArgumentException>(() => BitPacking.Unpack([0xA5], bits));
    }

    private static Crc Named(string name) => All.Single(crc => string.Equals(crc.Name, name, StringComparison.Ordinal));

    private static byte[] Bits(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(2))];

    /// <summary>Divides a(D)·D^L by the generator on paper.</summary>
    private static uint RemainderByLongDivision(byte[] message, int[] exponents)
    {
        var degree = exponents[0];
        var dividend = message.Concat(new byte[degree]).ToArray();
        for (var i = 0; i < message.Length; i++)
        {
            if (dividend[i] == 0)
                continue;
            foreach (var exponent in exponents)
                dividend[i + degree - exponent] ^= 1;
        }
        return dividend[^degree..].Aggregate(0u, (value, bit) => 2 * value + bit);
    }
}
