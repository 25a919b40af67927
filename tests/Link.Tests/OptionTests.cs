using SemCom.Core.Tests.Latents;
using SemCom.Runtime.Models;
using SemCom.Runtime.Tests;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Link.Tests;

/// <summary>Every error is one line: the thing, the rule, the value, the remedy.</summary>
public sealed class OptionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void BandwidthOutOfRange_IsNamed(double cbr) =>
        AssertError($"cbr must be above 0 and at most 1 (was {cbr}); 1/16 is a usual value", o => o.Bandwidth(cbr));

    [Theory]
    [InlineData(-20.5)]
    [InlineData(61)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void SnrOutOfRange_IsNamed(double snrDb)
    {
        AssertError($"SNR in dB must be between -20 and 60 (was {snrDb}); choose a value in that range", o => o.Channel("awgn", snrDb));
        AssertError($"planned SNR in dB must be between -20 and 60 (was {snrDb}); choose a value in that range", o => o.PlanSnr(snrDb));
    }

    [Fact]
    public void UnknownNames_ListTheKnownOnes()
    {
        var names = string.Join(", ", Channels.ChannelRegistry.Default.Channels.Select(c => c.Name));
        AssertError("pilot-spacing must be between 1 and 75 (was 300); each of 4 transmit antennas needs two pilots among 600 subcarriers",
            o => o.Channel("tdl-a:tx=4,rx=4,pilot-spacing=300", 10));
        AssertError($"channel must be one of {names}, or a file that ends with .trace (was \"ether\"); choose one of these", o => o.Channel("ether", 10));
        AssertError("model: there is no 'image-huge'; choose one of image-base, image-live, image-linear", o => o.Model("image-huge"));
        AssertError("model: 'perceptual' judges what arrives and sends nothing; choose one of image-base, image-live, image-linear", o => o.Model("perceptual"));
    }

    [Fact]
    public void ThreadsOutOfRange_AreNamed()
    {
        OnnxFact.RequireLibrary();
        AssertError("margin in dB must be between 0 and 40 (was -1); 1 dB is usual", o => o.Margin(-1));
        AssertError("threads of a model must be between 0 and 256 (was -1); use 0 for one per processor", o => o.Threads(-1));
    }

    [Fact]
    public async Task TinyBudget_IsExceeded_WithANotice()
    {
        var result = await TestLink.Send(TestLink.Mirrored(TestLink.Crop, 16, 16), o => o.Channel("awgn", 15).Bandwidth(0.01));
        var uses = result.Ledger.Total;
        Assert.Equal(
            $"the smallest frame for 16x16 that the planned SNR allows takes {uses} channel uses, CBR {uses / 768.0:G4} instead of 0.01", Assert.Single(result.Notices));
    }

    [Fact]
    public async Task Transparency_IsMentioned()
    {
        var picture = new Picture(96, 64, TestLink.Crop.Rgb.ToArray()) { HadAlpha = true };
        var result = await TestLink.Send(picture, o => o.Channel("awgn", 15).Bandwidth(1 / 6.0));
        Assert.Equal("transparency was laid over white before encoding", Assert.Single(result.Notices));
    }

    [Fact]
    public async Task MoreBandwidthThanTheModelUses_IsMentioned()
    {
        var result = await TestLink.Send(TestLink.Crop, o => o.Channel("awgn", 20).Bandwidth(1));
        Assert.Equal($"the model uses at most CBR {result.Quality.Cbr:G4} of the 1 allowed", Assert.Single(result.Notices));
        Assert.InRange(result.Quality.Cbr, 0.25, 0.35);
    }

    /// <summary>A flipped byte in the middle of any model file, not in the first or last that a parser would notice.</summary>
    [Theory]
    [InlineData("encoder.onnx.gz", 11)]
    [InlineData("decoder.onnx.gz", 12)]
    [InlineData("tables.json", 13)]
    [InlineData("shared.onnx.gz", 14)]
    public void TamperedModel_IsRefused(string file, int threads)
    {
        OnnxFact.RequireLibrary();
        using var folder = new TemporaryFolder();
        var source = TrainedModel.InRepository("models");
        foreach (var name in new[] { "manifest.json", "image-base/encoder.onnx.gz", "image-base/decoder.onnx.gz", "image-base/shared.onnx.gz", "image-base/tables.json" })
            folder.File(name, File.ReadAllBytes(Path.Combine(source, name)));
        Load(ModelCatalogue.Open(folder.Path));

        var path = folder.At($"image-base/{file}");
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);

        // Sessions are shared by content and options; a number of threads that no other test uses makes the file be read again.
        var error = Assert.Throws<SemComException>(() => Load(ModelCatalogue.Open(folder.Path), threads));
        Assert.StartsWith($"{path}: damaged, SHA-256 must be ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);

        static void Load(ModelCatalogue catalogue, int threads = 1)
        {
            SemanticTransmitter.Load("image-base", threads, catalogue).Dispose();
            SemanticReceiver.Load("image-base", threads, catalogue).Dispose();
        }
    }

    private static void AssertError(string message, Action<SemanticLinkOptions> configure)
    {
        var error = Assert.Throws<SemComException>(() => SemanticLink.Create(configure));
        Assert.Equal(message, error.Message);
    }
}
