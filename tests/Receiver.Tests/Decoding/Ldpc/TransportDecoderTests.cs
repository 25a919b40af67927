using SemCom.Coding;
using SemCom.Receiver.Decoding;
using SemCom.Transmitter.Coding;

namespace SemCom.Receiver.Tests.Decoding.Ldpc;

public sealed class TransportDecoderTests
{
    [Theory]
    [InlineData(1, 60, 1, 0)]
    [InlineData(292, 420, 1, 9)]
    [InlineData(3824, 5740, 1, 9)]
    [InlineData(3825, 5740, 1, 9)]
    [InlineData(8424, 12672, 1, 13)]
    [InlineData(8425, 12672, 1, 13)]
    [InlineData(20001, 30006, 1, 22)]
    [InlineData(20001, 24000, 2, 27)]
    [InlineData(5000, 170672, 3, 0)]
    public void NoiselessMessages_AreDecoded_FromEveryVersion(int messageBits, int codedBits, int table, int index)
    {
        var format = TransportFormat.Create(messageBits, codedBits, McsTables.Find(table, index));
        var (message, coded) = (TestSignals.Bits(new Random(1), messageBits), new byte[codedBits]);
        var (encoder, decoder, decoded) = (new TransportEncoder(format), new TransportDecoder(format), new byte[messageBits]);
        // Versions 1 and 2 alone lack systematic bits; of those that can be decoded by themselves only 0 is sure to have enough bits at every rate.
        foreach (var versions in new int[][] { [0], [0, 1], [0, 2, 3, 1], [0, 0] })
        {
            decoder.Reset();
            foreach (var version in versions)
            {
                encoder.Encode(message, coded, version);
                decoder.Accept([.. coded.Select(bit => 3f - 6 * bit)], version);
            }
            var result = decoder.Decode(decoded);
            Assert.True(result.Correct);
            Assert.Equal(format.BlockCount, result.BlockCorrect.Count);
            Assert.DoesNotContain(false, result.BlockCorrect);
            Assert.Equal(message, decoded);
        }
    }

    [Fact]
    public void ABlockOfNoise_IsTheOnlyOneThatIsLost()
    {
        var format = TransportFormat.Create(30000, 60000, McsTables.Find(1, 13));
        var (message, coded) = (TestSignals.Bits(new Random(2), 30000), new byte[60000]);
        new TransportEncoder(format).Encode(message, coded);
        var llrs = coded.Select(bit => 3f - 6 * bit).ToArray();
        var (first, count) = (format.FirstCodedBitOf(2), format.RateMatcherOf(2).CodedBits);
        var random = new Random(3);
        for (var i = first; i < first + count; i++)
            llrs[i] = random.NextSingle() - 0.5f;
        var decoder = new TransportDecoder(format);
        decoder.Accept(llrs);
        var decoded = new byte[30000];
        var result = decoder.Decode(decoded);
        Assert.Equal([true, true, false, true], result.BlockCorrect);
        Assert.False(result.Correct);
        foreach (var block in new[] { 0, 1, 3 })
        {
            var (firstBit, bits) = format.MessageBitsOf(block);
            Assert.Equal(message.AsSpan(firstBit, bits), decoded.AsSpan(firstBit, bits));
        }
    }

    /// <summary>At rate 0.87 nothing arrives at 2.2 dB, where QPSK's capacity is 0.73 bits a coded bit; with a second version the rate is half that.</summary>
    [Fact]
    public void TwoVersions_DecodeWhatOneCannot()
    {
        var (alone, combined) = (0, 0);
        for (var frame = 0; frame < 20; frame++)
        {
            alone += Received(frame, [0], esN0Db: 2.2) ? 1 : 0;
            combined += Received(frame, [0, 2], esN0Db: 2.2) ? 1 : 0;
        }
        Assert.Equal((0, 20), (alone, combined));
    }

    /// <summary>Incremental redundancy wins over repetition: where repetition just fails, new parity decodes.</summary>
    [Fact]
    public void NewParity_IsWorthMoreThanRepetition()
    {
        var (repeated, combined) = (0, 0);
        for (var frame = 0; frame < 20; frame++)
        {
            repeated += Received(frame, [0, 0], esN0Db: 1.6) ? 1 : 0;
            combined += Received(frame, [0, 2], esN0Db: 1.6) ? 1 : 0;
        }
        Assert.True(combined >= repeated + 15, $"{combined} with new parity, {repeated} with repetition");
    }

    /// <summary>
    /// The whole word of the lowest rate, sent twice, loses as many blocks as sent once with twice the SNR. Half a decibel more or less would show.
    /// </summary>
    [Fact]
    public void Repetition_BelowTheLowestRate_GainsWhatItCosts()
    {
        const int blocks = 150;
        const double esN0Db = -4.4;
        var word = LdpcSimulation.Matcher(LdpcBaseGraph.Graph2, 640, 10, 2).Code.CodewordLength - (720 - 640);
        int Errors(int copies, double esN0Db)
        {
            var matcher = LdpcSimulation.Matcher(LdpcBaseGraph.Graph2, 640, copies * word, 2);
            var decoder = new LdpcDecoder(matcher.Code, 640, new LdpcDecoderOptions { Iterations = 30 });
            return new LdpcSimulation(matcher, Constellation.Qpsk, decoder, 3).Run(esN0Db - 10 * Math.Log10(copies), blocks).Errors;
        }
        Assert.InRange(Errors(1, esN0Db), 40, 110);
        Assert.InRange(Errors(2, esN0Db), 40, 110);
        Assert.InRange(Errors(2, esN0Db + 0.5), 0, 30);
        Assert.InRange(Errors(2, esN0Db - 0.5), 130, blocks);
    }

    [Fact]
    public void Silence_IsNotAMessageOfZeros()
    {
        foreach (var messageBits in new[] { 100, 9000 })
        {
            var decoder = new TransportDecoder(TransportFormat.Create(messageBits, 20000, McsTables.Find(1, 5)));
            var decoded = new byte[messageBits];
            Assert.False(decoder.Decode(decoded).Correct);
            decoder.Accept(new float[20000]);
            Assert.False(decoder.Decode(decoded).Correct);
            decoder.Accept([.. Enumerable.Repeat(float.NaN, 20000)]);
            var result = decoder.Decode(decoded);
            Assert.DoesNotContain(true, result.BlockCorrect);
        }
    }

    [Fact]
    public void Reset_ForgetsWhatWasAccepted()
    {
        var format = TransportFormat.Create(500, 1000, McsTables.Find(1, 9));
        var (encoder, decoder, coded, decoded) = (new TransportEncoder(format), new TransportDecoder(format), new byte[1000], new byte[500]);
        foreach (var seed in new[] { 1, 2 })
        {
            var message = TestSignals.Bits(new Random(seed), 500);
            encoder.Encode(message, coded);
            decoder.Accept([.. coded.Select(bit => 3f - 6 * bit)]);
            Assert.True(decoder.Decode(decoded).Correct);
            Assert.Equal(message, decoded);
            decoder.Reset();
        }
    }

    [Fact]
    public void Decoder_RefusesWrongSizesAndVersions()
    {
        var decoder = new TransportDecoder(TransportFormat.Create(100, 200, McsTables.Find(1, 9)));
        Assert.Throws<ArgumentException>(() => decoder.Accept(new float[199]));
        Assert.Throws<ArgumentOutOfRangeException>(() => decoder.Accept(new float[200], 4));
        Assert.Throws<ArgumentException>(() => decoder.Decode(new byte[101]));
    }

    /// <summary>Whether a message of 3400 bits in 3912 coded bits arrives over QPSK.</summary>
    private static bool Received(int frame, int[] versions, double esN0Db)
    {
        var random = new Random(100 + frame);
        var format = TransportFormat.Create(3400, 3912, McsTables.Find(1, 9));
        var (message, coded, llrs) = (TestSignals.Bits(random, 3400), new byte[3912], new float[3912]);
        var n0 = (float)Decibels.ToNoisePower(esN0Db);
        var (encoder, decoder, symbols) = (new TransportEncoder(format), new TransportDecoder(format), new Complex32[1956]);
        foreach (var version in versions)
        {
            encoder.Encode(message, coded, version);
            Constellation.Qpsk.Map(coded, symbols);
            TestSignals.AddNoise(random, symbols, n0);
            new QamDemapper(Constellation.Qpsk).Demap(symbols, [.. Enumerable.Repeat(n0, symbols.Length)], llrs);
            decoder.Accept(llrs, version);
        }
        var decoded = new byte[3400];
        var correct = decoder.Decode(decoded).Correct;
        Assert.Equal(correct, decoded.AsSpan().SequenceEqual(message));
        return correct;
    }
}
