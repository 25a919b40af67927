using SemCom.Evaluation.Plugins;
using SemCom.Runtime.Onnx;

namespace SemCom.Evaluation.Tests.Plugins;

/// <summary>Somebody else's networks: see <c>Data/foreign/README.md</c>.</summary>
public sealed class NetworkTests : IDisposable
{
    private const string Description = "tiny-jscc.json";

    private static readonly string Data = Path.Combine(AppContext.BaseDirectory, "Data");

    private readonly TemporaryFolder _folder = new();

    public NetworkTests()
    {
        try
        {
            OnnxLibrary.Load();
        }
        catch (SemComException exception)
        {
            Assert.Skip(exception.Message);
        }
        foreach (var file in Directory.GetFiles(Path.Combine(Data, "foreign")))
            File.Copy(file, _folder[Path.GetFileName(file)]);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>96x64 pixels are 768 symbols and a preamble, CBR 0.0451; at 1/24 they do not fit. Quality has to follow the SNR, and to be far above flat grey.</summary>
    [Fact]
    public async Task ANetworkPair_StandsInATableBesideOurs()
    {
        var systems = SystemRegistry.Default.CreateAll(["linear", _folder[Description]], new SystemOptions());
        var input = Path.Combine(Data, "harbour-crop.png");
        var plan = new SweepPlan { Sources = PictureInput.Find([input]), Cells = SweepPlan.Grid(systems, ["awgn"], [1.0 / 24, 1.0 / 16], [0, 15]) };

        var result = await new Sweep(plan).RunAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(4, result.Records.Count(r => r.System == "linear"));
        var foreign = result.Records.Where(r => r.System == "tiny-jscc").ToList();
        Assert.Equal(2, foreign.Count);
        Assert.All(foreign, r => Assert.Equal(new UsesRecord(832, 768, 0, 64, 0, 0), r.Uses));
        Assert.All(foreign, r => Assert.Equal(0.045139, r.Cbr));
        var picture = Picture.Load(input);
        Assert.True(foreign[0].PsnrDb > PictureQuality.PsnrDb(picture, PictureConcealment.Grey(96, 64)) + 2);
        Assert.True(foreign[1].PsnrDb > foreign[0].PsnrDb + 1);
        Assert.Equal("tiny-jscc: the encoder may make at most 704 symbols, which with preamble and pilots are 768 channel uses (was 768 symbols, 832 uses, CBR 0.045139); "
            + "make fewer or allow a larger CBR", Assert.Single(result.LeftOut).Reason);
    }

    [Fact]
    public async Task AnySize_IsPaddedAndCroppedAgain()
    {
        var picture = Picture.Load(_folder.AddPicture("odd.png", width: 61, height: 47));

        var result = await PluginSystems.Create(_folder[Description], () => throw new InvalidOperationException())
            .SendAsync(picture, new LinkConditions { Channel = "rayleigh:coherence=256", SnrDb = 12, Cbr = 0.1 }, TestContext.Current.CancellationToken);

        Assert.Equal((61, 47), (result.Picture.Width, result.Picture.Height));
        Assert.Equal(64 * 48 / 8, result.Quality.Uses.Payload);
    }

    [Theory]
    [InlineData("\"snr-input\": \"snr\"", "\"snr-input\": \"SNR\"", "\"encoder\" must have one input beside the SNR's (has image: Float [1, 3, ?, ?]; snr: Float [1]); name the one for the SNR in \"snr-input\"")]
    [InlineData("0..1", "0..2", "\"range\" must be \"0..1\" or \"0..255\" or \"-1..1\" (was \"0..2\"); correct it")]
    [InlineData("\"multiple\": 4", "\"multiple\": 0", "\"multiple\" must be a number between 1 and 1024 (was 0); correct it")]
    [InlineData("decoder.onnx", "tiny-jscc.json", "tiny-jscc.json: ONNX Runtime cannot load this model")]
    public void AWrongDescription_IsRefused(string from, string to, string message)
    {
        _folder.AddText(Description, File.ReadAllText(_folder[Description]).Replace(from, to, StringComparison.Ordinal));

        var error = Assert.Throws<SemComException>(() => PluginSystems.Create(_folder[Description], () => throw new InvalidOperationException()));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_ArePlanesWithTheEdgeRepeated()
    {
        var tensor = new PictureTensor(-1, 1, 2);
        var picture = new Picture(1, 1, [0, 255, 51]);

        var values = tensor.From(picture);

        Assert.Equal([-1, -1, -1, -1, 1, 1, 1, 1, -0.6f, -0.6f, -0.6f, -0.6f], values.Select(v => MathF.Round(v, 5)));
        Assert.Equal(picture.Rgb.ToArray(), tensor.To(values, 1, 1).Rgb.ToArray());
        Assert.Equal([0, 255, 0], new PictureTensor(0, 1, 1).To([-0.5f, 2, float.NaN], 1, 1).Rgb.ToArray());
    }

    [Fact]
    public void Pairs_AreInterleavedOrHalves()
    {
        float[] values = [1, 2, 3, 4];

        Assert.Equal([new Complex32(1, 2), new(3, 4)], SymbolPairs.Join(values, SymbolPairing.Interleaved));
        Assert.Equal([new Complex32(1, 3), new(2, 4)], SymbolPairs.Join(values, SymbolPairing.Halves));
        foreach (var pairing in Enum.GetValues<SymbolPairing>())
            Assert.Equal([2, 4, 6, 8], SymbolPairs.Split(SymbolPairs.Join(values, pairing), pairing, 2));
    }
}
