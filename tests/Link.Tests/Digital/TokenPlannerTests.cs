using SemCom.Coding;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Link.Tests.Digital;

public sealed class TokenPlannerTests : IDisposable
{
    private const int Uses = 40_000;

    private readonly SemanticTransmitter _transmitter;
    private readonly PictureTokens _tokens;

    public TokenPlannerTests()
    {
        OnnxFact.RequireLibrary();
        _transmitter = SemanticTransmitter.Load("image-linear");
        _tokens = _transmitter.Tokenize(TestLink.Crop);
    }

    public void Dispose() => _transmitter.Dispose();

    /// <summary>
    /// Messages lie 0.6 to 1.9 dB above the capacity of the channel (Shannon 1948) from −8 dB to where the largest constellation ends, and a higher SNR never carries less: what practical codes of this
    /// length need, header and pilots included.
    /// </summary>
    [Fact]
    public void Messages_FollowTheCapacityOfTheChannel()
    {
        var before = 0.0;
        for (var snrDb = -8.0; snrDb < 17; snrDb += 0.3)
        {
            var bits = 8.0 * Choose(snrDb, null).Bytes / Uses;
            Assert.InRange(bits, double.Max(before, Capacity(snrDb - 1.9)), Capacity(snrDb - 0.6));
            before = bits;
        }
    }

    /// <summary>Where shaping gains most, at 10 dB, it is taken; where QPSK is nearly as good as Gaussian symbols, it is not; long code blocks are in both.</summary>
    [Fact]
    public void ShapedConstellations_AreTakenWhereTheyCarryMore()
    {
        Assert.Equal((0, Constellation.Qam64), (Choose(10, null).Mcs.Table, Choose(10, null).Mcs.Constellation));
        Assert.Equal((0, Constellation.Qpsk), (Choose(-3, null).Mcs.Table, Choose(-3, null).Mcs.Constellation));
    }

    [Fact]
    public void Margins_CountInDecibels()
    {
        foreach (var snrDb in new[] { 0.0, 6, 11 })
            Assert.InRange(Choose(snrDb + 2, 2).Bytes, 0.99 * Choose(snrDb, 0).Bytes, 1.01 * Choose(snrDb, 0).Bytes);
    }

    private (McsEntry Mcs, int Bytes) Choose(double snrDb, double? marginDb)
    {
        var link = DigitalLink.Create("awgn", snrDb);
        return new TokenPlanner(link).Choose(_tokens, Uses, link.Plan(snrDb, Uses), marginDb)!.Value;
    }

    private static double Capacity(double snrDb) => Math.Log2(1 + Math.Pow(10, snrDb / 10));
}
