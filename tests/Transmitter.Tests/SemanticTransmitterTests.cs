using SemCom.Core.Tests.Latents;
using SemCom.Core.Tests.Quality;
using SemCom.Framing;
using SemCom.Runtime.Media;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Transmitter.Tests;

public sealed class SemanticTransmitterTests
{
    public SemanticTransmitterTests() => OnnxFact.RequireLibrary();

    private static Picture Photo => PictureFile.Load(TrainedModel.InRepository("samples/pictures/harbour-crop.png"));

    public static TheoryData<string> Kinds { get; } = ["photo", "waves", "noise", "black", "white", "step"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Frames_HaveUnitMeanPower_AndTheLedgerCountsTheirSymbols(string kind)
    {
        using var transmitter = SemanticTransmitter.Load("image-base");
        var picture = PictureOf(kind);
        foreach (var (cbr, snrDb) in new[] { (1 / 8.0, 3.0), (1 / 12.0, 18.0) })
        {
            var frame = transmitter.Encode(picture, new LinkPlan(cbr, snrDb));
            Assert.InRange(Decibels.FromLinear(frame.Symbols.MeanPower), -0.1, 0.1);
            Assert.Equal(frame.Symbols.Count, frame.Ledger.Total);
            Assert.InRange(frame.Ledger.Total, 0.99 * cbr * picture.ValueCount, cbr * picture.ValueCount);
            Assert.Equal(FrameLayout.PreambleLength, frame.Ledger.Pilots);
            Assert.Equal(0, frame.Ledger.Knowledge);
        }
    }

    [Fact]
    public void Pilots_AreCountedInTheBudget()
    {
        using var transmitter = SemanticTransmitter.Load("image-base");
        var pattern = FrameLayout.ForCoherence(300);
        var frame = transmitter.Encode(Photo, new LinkPlan(1 / 6.0, 5) { Layout = pattern });
        Assert.Equal(pattern.KnownCount(frame.Symbols.Count), frame.Ledger.Pilots);
        Assert.Equal(frame.Symbols.Count, frame.Ledger.Total);
        Assert.InRange(frame.Ledger.Total, Photo.ValueCount / 6 - 8, Photo.ValueCount / 6);
    }

    /// <summary>Rotations cost bits: where the symbols of a patch carry many they pay, where they carry few they do not.</summary>
    [Fact]
    public void Patches_AreRotated_WhereThatPays()
    {
        using var transmitter = SemanticTransmitter.Load("image-base");
        var picture = PictureFile.Load(TrainedModel.InRepository("samples/pictures/harbour.png"));
        var rotated = transmitter.EncodeWhole(picture, new LinkPlan(1 / 24.0, 16), mayRotate: true);
        Assert.True(rotated.Header.HasRotations);
        Assert.InRange(rotated.Side.Message.Rotations!.Taken.ToArray().Distinct().Count(), 8, 32);
        Assert.False(transmitter.EncodeWhole(picture, new LinkPlan(1 / 24.0, 16)).Header.HasRotations);
        Assert.False(transmitter.EncodeWhole(picture, new LinkPlan(1 / 96.0, -2), mayRotate: true).Header.HasRotations);
        // Noise has no direction that lasts.
        Assert.False(transmitter.EncodeWhole(TestPictures.NoisyWaves(128, 128, 60), new LinkPlan(1 / 24.0, 6), mayRotate: true).Header.HasRotations);
    }

    [Fact]
    public void Frames_AreTheSameBytes_ForAnyNumberOfThreads_AndManyAtOnce()
    {
        var plan = new LinkPlan(1 / 12.0, 10);
        var (picture, single) = (Photo, SemanticTransmitter.Load("image-base", threads: 1));
        var expected = single.Encode(picture, plan).ToMessagePack();
        var several = SemanticTransmitter.Load("image-base", threads: 2);
        Assert.Equal(expected, several.Encode(picture, plan).ToMessagePack());
        Parallel.For(0, 3, _ => Assert.Equal(expected, several.Encode(picture, plan).ToMessagePack()));
    }

    [Fact]
    public void BudgetTooSmallForAFrame_IsExceeded_AndTheLedgerSaysSo()
    {
        using var transmitter = SemanticTransmitter.Load("image-base");
        var frame = transmitter.Encode(TestPictures.Waves(16, 16), new LinkPlan(0.001, 10));
        Assert.Equal(24, frame.Ledger.Payload);
        Assert.Equal(frame.Symbols.Count, frame.Ledger.Total);
        Assert.True(frame.Cbr > 0.1);
    }

    private static Picture PictureOf(string kind)
    {
        var rgb = new byte[128 * 96 * 3];
        switch (kind)
        {
            case "photo":
                return Photo;
            case "waves":
                return TestPictures.NoisyWaves(128, 128, 10);
            case "noise":
                new Random(1).NextBytes(rgb);
                break;
            case "white":
                rgb.AsSpan().Fill(255);
                break;
            case "step":
                rgb.AsSpan(rgb.Length / 2).Fill(255);
                break;
        }
        return new Picture(128, 96, rgb);
    }
}
