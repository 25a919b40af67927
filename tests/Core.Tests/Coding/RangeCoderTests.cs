using SemCom.Coding;

namespace SemCom.Core.Tests.Coding;

public sealed class RangeCoderTests
{
    [Fact]
    public void StaticTables_RoundTrip_ForManySeeds()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var table = RandomTable(random);
            var symbols = Draw(random, table, random.Next(0, 300));
            var bytes = EncodeAll(table, symbols);
            var decoder = new RangeDecoder(bytes);
            foreach (var symbol in symbols)
                Assert.Equal(symbol, decoder.Decode(table));
            decoder.Finish();
        }
    }

    [Fact]
    public void Symbols_AndRawBits_RoundTripTogether_ForManySeeds()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var table = RandomTable(random);
            var symbols = Enumerable.Range(0, random.Next(0, 1000)).Select(_ => SeenSymbol(table, random)).ToArray();
            var encoder = new RangeEncoder();
            foreach (var symbol in symbols)
            {
                encoder.Encode(table, symbol);
                encoder.EncodeBits(symbol, symbol % 17);
            }
            var decoder = new RangeDecoder(encoder.Finish());
            foreach (var symbol in symbols)
            {
                Assert.Equal(symbol, decoder.Decode(table));
                Assert.Equal(symbol & ((1 << symbol % 17) - 1), decoder.DecodeBits(symbol % 17));
            }
            decoder.Finish();
        }
    }

    /// <summary>Symbols that own the top of the range make low creep up to a carry that runs through many bytes of 0xFF.</summary>
    [Fact]
    public void LongCarries_AreCarriedThrough()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var encoder = new RangeEncoder();
            var symbols = Enumerable.Range(0, 400).Select(_ => random.Next(50) == 0 ? 0 : 1).ToArray();
            var table = FrequencyTable.FromFrequencies([65535, 1]);
            foreach (var symbol in symbols)
                encoder.Encode(table, symbol);
            var decoder = new RangeDecoder(encoder.Finish());
            Assert.All(symbols, symbol => Assert.Equal(symbol, decoder.Decode(table)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void CodeLength_OfALongMessage_IsWithinOnePercentOfItsInformation(int seed)
    {
        var random = new Random(seed);
        var table = RandomTable(random);
        var symbols = Draw(random, table, 50_000);
        var information = symbols.Sum(symbol => -Math.Log2((double)table.Frequency(symbol) / table.Total));
        var bits = 8.0 * EncodeAll(table, symbols).Length;
        Assert.InRange(bits, information - 8, 1.01 * information + 16);
    }

    [Fact]
    public void DamagedInput_EndsInADefinedFailureOrWrongSymbols_NeverOtherwise()
    {
        var refused = 0;
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var input = new byte[random.Next(0, 40)];
            random.NextBytes(input);
            if (seed % 10 == 0)
                Array.Fill(input, (byte)0xFF);
            try
            {
                var decoder = new RangeDecoder(input);
                var table = RandomTable(random);
                for (var i = 0; i < 2000; i++)
                {
                    Assert.InRange(decoder.Decode(table), 0, table.SymbolCount - 1);
                    decoder.DecodeBits(3);
                }
                Assert.Fail("40 bytes cannot hold 2000 symbols and 6000 bits");
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        Assert.Equal(2000, refused);
    }

    /// <summary>A cut message may by chance be the whole of another one; then, and only then, the decoder cannot tell.</summary>
    [Fact]
    public void Finish_AcceptsNothingButWhatTheEncoderWritesForTheDecodedSymbols()
    {
        var table = FrequencyTable.FromFrequencies([5, 3, 2, 2]);
        var accepted = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var symbols = Draw(new Random(seed), table, 100);
            var bytes = EncodeAll(table, symbols);
            for (var length = 0; length <= bytes.Length + 5; length++)
            {
                var input = bytes.Concat(new byte[5]).Take(length).ToArray();
                if (TryDecodeAll(table, input, symbols.Length) is not { } decoded)
                    continue;
                accepted++;
                Assert.Equal(input, EncodeAll(table, decoded));
            }
        }
        Assert.InRange(accepted, 40, 80);
    }

    [Fact]
    public void FromCounts_KeepsEverySymbol_AndTheLimit()
    {
        var table = FrequencyTable.FromCounts([long.MaxValue, 0, long.MaxValue / 2, 1]);
        Assert.InRange(table.Total, RangeEncoder.MaxTotal - 8, RangeEncoder.MaxTotal);
        Assert.All(Enumerable.Range(0, 4), symbol => Assert.True(table.Frequency(symbol) >= 1));
        Assert.Equal(2.0, (double)table.Frequency(0) / table.Frequency(2), 1e-3);
        Assert.Equal(3, FrequencyTable.FromCounts([0, 0, 0]).Total);
    }

    [Fact]
    public void Tables_RefuseWhatTheCoderCannotHold()
    {
        Assert.Throws<ArgumentException>(() => FrequencyTable.FromFrequencies([0, 0]));
        Assert.Throws<ArgumentException>(() => FrequencyTable.FromFrequencies([65536, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrequencyTable.FromFrequencies([3, -1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RangeEncoder().Encode(FrequencyTable.FromFrequencies([3, 0]), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RangeEncoder().Encode(3, 2, 4));
    }

    private static int SeenSymbol(FrequencyTable table, Random random)
    {
        int symbol;
        do
            symbol = random.Next(table.SymbolCount);
        while (table.Frequency(symbol) == 0);
        return symbol;
    }

    private static byte[] EncodeAll(FrequencyTable table, int[] symbols)
    {
        var encoder = new RangeEncoder();
        foreach (var symbol in symbols)
            encoder.Encode(table, symbol);
        return encoder.Finish();
    }

    private static int[]? TryDecodeAll(FrequencyTable table, byte[] input, int count)
    {
        try
        {
            var decoder = new RangeDecoder(input);
            var symbols = Enumerable.Range(0, count).Select(_ => decoder.Decode(table)).ToArray();
            decoder.Finish();
            return symbols;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static FrequencyTable RandomTable(Random random)
    {
        var frequencies = new int[random.Next(1, 257)];
        for (var i = 0; i < frequencies.Length; i++)
            frequencies[i] = (int)Math.Pow(256, random.NextDouble()) - 1;
        frequencies[random.Next(frequencies.Length)] += 3;
        return FrequencyTable.FromFrequencies(frequencies);
    }

    private static int[] Draw(Random random, FrequencyTable table, int count)
    {
        var symbols = new int[count];
        for (var i = 0; i < count; i++)
        {
            var target = random.Next(table.Total);
            while (target >= table.Start(symbols[i]) + table.Frequency(symbols[i]))
                symbols[i]++;
        }
        return symbols;
    }
}
