using SemCom.Coding;
using SemCom.Framing;

namespace SemCom.Receiver.Tests.Decoding.Shaping;

public sealed class ShapedDemodulatorTests
{
    /// <summary>Es/N0 above the AWGN capacity of a row at which even short code blocks get through [dB].</summary>
    private const double SafeDb = 5;

    public static TheoryData<int> Rows => [0, 4, 5, 9, 10, 15, 18, 19, 25, 33, 34, 41];

    /// <summary>Any number of symbols, one code block of every length or two, and any length of message from one byte to a little more than the row's own.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Messages_Arrive_AtHighSnr(int row)
    {
        var mcs = McsTables.Shaped[row];
        var random = new Random(row);
        foreach (var symbols in new[] { 197, 1000, 3001, 9007, 70_001 })
        {
            var most = DigitalFormat.MessageBytes(mcs, symbols);
            Assert.True(most > 1);
            foreach (var bytes in new[] { 1, (most + 1) / 2, most - 1, most, most + most / 100 })
            {
                var trial = new ShapedTrial(mcs, symbols, bytes);
                var (sent, received, result) = trial.Send(random, CapacityDb(mcs) + SafeDb);
                Assert.True(result.Correct, $"{mcs}, {symbols} symbols, {bytes} bytes");
                Assert.Equal(sent, received);
                Assert.Equal(trial.Format.Segmentation.BlockCount, result.BlockCorrect.Count);
            }
        }
    }

    /// <summary>Every code block has unit mean power, and amplitudes as often as the composition says, also where all bits of the message are zero.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Blocks_HaveUnitPower_AndTheComposition(int row)
    {
        var mcs = McsTables.Shaped[row];
        var trial = new ShapedTrial(mcs, 7000, DigitalFormat.MessageBytes(mcs, 7000));
        foreach (var symbols in new[] { trial.Modulate(new byte[trial.Format.Segmentation.MessageBits]), trial.Modulate(TestSignals.Bits(new Random(1), trial.Format.Segmentation.MessageBits)) })
        {
            for (var block = 0; block < trial.Format.Segmentation.BlockCount; block++)
            {
                float[] axes = [.. symbols.Skip(block * trial.Format.BlockSymbols).Take(trial.Format.BlockSymbols).SelectMany(symbol => new[] { symbol.Real, symbol.Imaginary })];
                Assert.Equal(1, 2 * axes.Average(value => (double)value * value), 1e-5);
                Assert.Equal(0, axes.Average(), 0.06);
                for (var amplitude = 0; amplitude < trial.Format.Matcher.Composition.Length; amplitude++)
                {
                    var size = trial.Format.Constellation.AxisAmplitudes[trial.Format.Constellation.LabelOf(amplitude)];
                    Assert.Equal(trial.Format.Matcher.Composition[amplitude], axes.Count(value => Math.Abs(Math.Abs(value) - size) < 1e-4));
                }
            }
        }
    }

    /// <summary>Around the threshold blocks are lost one by one: what is called correct is what was sent, and what is not is reported.</summary>
    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(22)]
    [InlineData(36)]
    public void LostBlocks_AreReported(int row)
    {
        var mcs = McsTables.Shaped[row];
        var trial = new ShapedTrial(mcs, 9000, DigitalFormat.MessageBytes(mcs, 9000));
        var random = new Random(row);
        var (right, wrong) = (0, 0);
        for (var step = 0; step < 12; step++)
        {
            var (sent, received, result) = trial.Send(random, CapacityDb(mcs) + 0.3 + 0.05 * step);
            for (var block = 0; block < result.BlockCorrect.Count; block++)
            {
                var (first, count) = trial.Format.Segmentation.MessageBitsOf(block);
                var same = sent.AsSpan(first, count).SequenceEqual(received.AsSpan(first, count));
                Assert.Equal(same, result.BlockCorrect[block]);
                (right, wrong) = same ? (right + 1, wrong) : (right, wrong + 1);
            }
            Assert.Equal(!result.BlockCorrect.Contains(false), result.Correct);
        }
        Assert.InRange(right, 1, int.MaxValue);
        Assert.InRange(wrong, 1, int.MaxValue);
    }

    /// <summary>Silence, erasures, a tone and noise are no messages, in one block or several.</summary>
    [Theory]
    [InlineData(6, 500)]
    [InlineData(10, 500)]
    [InlineData(24, 500)]
    [InlineData(24, 5000)]
    [InlineData(40, 40_000)]
    public void WhatIsNoMessage_IsRefused(int row, int symbols)
    {
        var mcs = McsTables.Shaped[row];
        var trial = new ShapedTrial(mcs, symbols, DigitalFormat.MessageBytes(mcs, symbols));
        var (silence, tone, noise) = (new Complex32[symbols], new Complex32[symbols], new Complex32[symbols]);
        Array.Fill(tone, new Complex32(0.3f, -0.3f));
        TestSignals.AddNoise(new Random(1), noise, 1);
        foreach (var (y, n0) in new[] { (silence, 0.1f), (silence, 1e-6f), (silence, float.PositiveInfinity), (silence, float.NaN), (tone, 0.01f), (noise, 0.1f), (noise, 1f) })
        {
            var (_, result) = trial.Decode(y, n0);
            Assert.False(result.Correct);
            Assert.DoesNotContain(true, result.BlockCorrect);
        }
    }

    /// <summary>
    /// 3.28 bits for each use at 10.35 dB, 0.95 dB above the AWGN capacity. With equally likely points, Gray labels and decoding bit by bit no code of any length carries so many: the BICM capacity of 64-QAM
    /// gets there at 10.37 dB, that of 16-QAM at 10.51 dB, that of 256-QAM at 10.87 dB (by numerical integration).
    /// </summary>
    [Fact]
    public void ShapedRow_Decodes_WhereUniformConstellationsCannot()
    {
        var mcs = McsTables.Shaped[25];
        var symbols = ShapedThreshold.FullBlockOf(mcs);
        var bytes = DigitalFormat.MessageBytes(mcs, symbols);
        Assert.InRange(8.0 * bytes / symbols, 3.279, 3.281);
        var (trial, random) = (new ShapedTrial(mcs, symbols, bytes), new Random(25));
        var lost = Enumerable.Range(0, 100).Count(_ => !trial.Send(random, 10.35).Result.Correct);
        Binomial.AssertPlausible(lost, 100, 0, 0.015);
    }

    [Fact]
    public void Thresholds_AreWhereTheMeasuredCurvesCrossOneInAThousand()
    {
        foreach (var mcs in McsTables.Shaped)
        {
            foreach (var symbols in new[] { ShapedThreshold.ShortBlock, ShapedThreshold.FullBlockOf(mcs) })
                Assert.Equal(ShapedCurves.Threshold(mcs, symbols), ShapedThreshold.EsN0Db(mcs, symbols), 0.0051);
        }
    }

    private static double CapacityDb(McsEntry mcs) => Decibels.FromLinear(Math.Pow(2, mcs.BitsPerSymbol) - 1);
}
