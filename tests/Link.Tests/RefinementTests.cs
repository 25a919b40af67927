using SemCom.Channels;
using SemCom.Framing;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Link.Tests;

/// <summary>The second channel estimate, which the decoded picture helps.</summary>
public sealed class RefinementTests(ITestOutputHelper output)
{
    private const string Channel = "tdl-c:ds=300ns,fd=50Hz";

    /// <summary>From header and side message as received, and the very picture that was sent, follow the symbols that were sent; the header rounds their amplitude.</summary>
    [Theory]
    [InlineData(12)]
    [InlineData(0)]
    public void Reproduction_GivesTheSymbolsSent(double planSnrDb)
    {
        OnnxFact.RequireLibrary();
        var spec = ChannelSpec.Parse(Channel);
        var channel = spec.Create(40);
        var planning = new ChannelPlanning(spec, channel, genie: false);
        using var transmitter = SemanticTransmitter.Load("image-live");
        using var receiver = SemanticReceiver.Load("image-live", layout: planning.Layout);
        var frame = transmitter.Encode(TestLink.Quarter, planning.Plan(1 / 8.0, planSnrDb, (int)(TestLink.Quarter.ValueCount / 8)));
        var received = channel.Transmit(frame.Symbols, new ChannelRealization(1, 0)).ToReceivedFrame(false);
        var (reproduced, messageSymbols) = (Array.Empty<Complex32>(), 0);
        var reception = receiver.Decode(received, (header, message, picture) =>
        {
            Assert.Contains("must have the size", Assert.Throws<SemComException>(() => transmitter.Reproduce(header, message, TestLink.Crop)).Message, StringComparison.Ordinal);
            messageSymbols = header.SideBits == 0 ? 0 : header.SideProtection.SymbolCount(header.SideBits);
            return reproduced = transmitter.Reproduce(header, message, TestLink.Quarter);
        });
        Assert.False(reception.IsLost);

        var sent = frame.Symbols.Span;
        var data = planning.Layout.Map(sent.Length).Data;
        var behindHeader = new Complex32[reproduced.Length];
        for (var i = 0; i < behindHeader.Length; i++)
            behindHeader[i] = sent[data[data.Length - behindHeader.Length + i]];
        var (ordered, _) = FrameInterleaver.Gather(behindHeader, new float[behindHeader.Length], behindHeader.Length);
        Assert.Equal(ordered[..messageSymbols], reproduced[..messageSymbols]);
        var (product, energy, distance) = (0.0, 0.0, 0.0);
        for (var i = messageSymbols; i < ordered.Length; i++)
        {
            product += (ordered[i] * reproduced[i].Conjugate()).Real;
            energy += reproduced[i].Power;
        }
        for (var i = messageSymbols; i < ordered.Length; i++)
            distance += (ordered[i] - reproduced[i] * (float)(product / energy)).Power;
        Assert.Equal(1, product / energy, 0.03);
        Assert.InRange(distance / energy, 0, 1e-6);
    }

    /// <summary>The gap between estimated and true channel gets smaller, with what is sent unchanged.</summary>
    [Fact]
    public async Task Refinement_ClosesAPartOfTheGap()
    {
        var (once, refined, genie) = (0.0, 0.0, 0.0);
        for (var frame = 0UL; frame < 4; frame++)
        {
            var number = frame;
            var plain = await Send(o => o.Frame(number));
            var again = await Send(o => o.Frame(number).Refine());
            Assert.Equal(plain.Ledger, again.Ledger);
            (once, refined) = (once + TestLink.Psnr(plain) / 4, refined + TestLink.Psnr(again) / 4);
            genie += TestLink.Psnr(await Send(o => o.Frame(number).Genie())) / 4;
        }
        output.WriteLine($"{once:F2} dB, refined {refined:F2}, true channel {genie:F2}");
        Assert.InRange((refined - once) / (genie - once), 0.2, 1);
    }

    [Fact]
    public async Task Refinement_GivesTheSameEachTime()
    {
        var (first, second) = (await Send(o => o.Refine()), await Send(o => o.Refine()));
        Assert.Equal(first.Picture.Rgb, second.Picture.Rgb);
    }

    [Fact]
    public void Refinement_IsRefused_WhereItCannotBe()
    {
        AssertError("refinement: the channel must be one over OFDM", o => o.Channel("awgn", 10).Refine());
        AssertError("refinement: the channel must be one over OFDM", o => o.Channel(Channel + ",rx=2", 10).Refine());
        AssertError("refinement: the mode must be analog (was digital)", o => o.Channel(Channel, 10).Mode(LinkMode.Digital).Refine());
        AssertError("refinement: the receiver must estimate", o => o.Channel(Channel, 10).Genie().Refine());
    }

    private static Task<SendResult> Send(Func<SemanticLinkOptions, SemanticLinkOptions> configure) =>
        TestLink.Send(TestLink.Quarter, o => configure(o.Channel(Channel, 3).Bandwidth(1 / 8.0).Model("image-live")));

    private static void AssertError(string message, Action<SemanticLinkOptions> configure) =>
        Assert.StartsWith(message, Assert.Throws<SemComException>(() => SemanticLink.Create(configure)).Message, StringComparison.Ordinal);
}
