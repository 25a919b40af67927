using SemCom.Core.Tests.Speech;
using SemCom.Framing;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Transmitter.Tests.Speech;

public sealed class SpeechTransmitterTests
{
    private static readonly SpeechTransmitter Transmitter = SpeechTransmitter.Load();

    /// <summary>Every channel use has its purpose, the budget is kept, and the frame has unit mean power.</summary>
    [Theory]
    [InlineData(0.125, 10)]
    [InlineData(0.5, 0)]
    [InlineData(1, 30)]
    [InlineData(0.0625, -5)]
    public void Frames_KeepTheirBudget(double cbr, double snrDb)
    {
        var sound = TestVoice.Make(16_000);
        var frame = Transmitter.Encode(sound, new LinkPlan(cbr, snrDb));
        Assert.InRange(frame.Ledger.Total, 1, cbr * 16_000);
        Assert.Equal(frame.Symbols.Count, frame.Ledger.Total);
        Assert.Equal(16_000, frame.SourceValueCount);
        Assert.True(frame.Ledger is { Header: > 0, Pilots: > 0, Payload: > 0, Knowledge: 0 });
        Assert.Equal(1, frame.Symbols.Span.ToArray().Average(s => (double)s.Real * s.Real + s.Imaginary * s.Imaginary), 0.02);
    }

    /// <summary>What is worth telling depends on how much there is to tell it with: nothing in very small frames, all in large ones.</summary>
    [Fact]
    public void Descriptions_GrowWithTheBudget()
    {
        var sound = TestVoice.Make(16_000);
        var shares = new[] { 1 / 40.0, 1 / 8.0, 1 / 2.0 }.Select(cbr => Transmitter.Encode(sound, new LinkPlan(cbr, 6)).Ledger.SideInformation).ToList();
        Assert.True(shares[0] <= shares[1] && shares[1] <= shares[2] && shares[2] > 0, string.Join(' ', shares));
    }

    /// <summary>Silence takes a header and the smallest payload, whatever was allowed.</summary>
    [Fact]
    public void Silence_TakesHardlyAnything()
    {
        var ledger = Transmitter.Encode(Sound.Silence(8000, 80_000), new LinkPlan(0.5, 10)).Ledger;
        Assert.InRange(ledger.Total, 1, 300);
        Assert.Equal(0, ledger.SideInformation);
    }

    [Fact]
    public void WhatCannotBeSent_IsRefused()
    {
        var plan = new LinkPlan(0.25, 10);
        Assert.Contains("8000 Hz (was 16000)", Assert.Throws<SemComException>(() => Transmitter.Encode(Sound.Silence(16_000, 100), plan)).Message, StringComparison.Ordinal);
        Assert.Contains($"between 1 and {SpeechHeader.MaxSamples}", Assert.Throws<SemComException>(() => Transmitter.Encode(Sound.Silence(8000, SpeechHeader.MaxSamples + 1), plan)).Message, StringComparison.Ordinal);
        Assert.Contains("for pictures", Assert.Throws<SemComException>(() => Transmitter.Encode(Sound.Silence(8000, 100), plan with { IsDifference = true })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image-base", "must carry speech (carries picture); choose one of speech")]
    [InlineData("perceptual", "judges what arrives and sends nothing; choose one of speech")]
    [InlineData("nothing", "there is no 'nothing'; choose one of speech")]
    public void OtherModels_AreRefused(string model, string message) =>
        Assert.Contains(message, Assert.Throws<SemComException>(() => SpeechTransmitter.Load(model)).Message, StringComparison.Ordinal);

    [Fact]
    public void PictureEnds_RefuseTheSpeechModel()
    {
        OnnxFact.RequireLibrary();
        Assert.Contains("'speech' must carry picture (carries speech); choose one of image-base", Assert.Throws<SemComException>(() => SemanticTransmitter.Load("speech")).Message, StringComparison.Ordinal);
    }
}
