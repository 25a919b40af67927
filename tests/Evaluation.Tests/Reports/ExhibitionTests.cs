namespace SemCom.Evaluation.Tests.Reports;

public sealed class ExhibitionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WorstMedianAndBestSource_AreShownAtTheMiddlePoint()
    {
        for (var i = 0; i < 5; i++)
            _folder.AddPicture($"p{i}.png", i, width: 70 + i, height: 20);
        var plan = Plan([new FakeSystem("semantic") { Kind = SystemKind.Semantic }, new FakeSystem("jpeg") { Kind = SystemKind.Classical }, new FakeSystem("other")]);
        var result = await new Sweep(plan).RunAsync(cancellationToken: Cancellation);

        var exhibits = await Exhibition.MakeAsync(plan, result, cancellationToken: Cancellation);

        var ranked = result.Records.Where(r => r is { System: "semantic", Channel: "awgn", SnrDb: 4 } && Math.Abs(r.Cbr - 1.0 / 8) < 0.01).OrderBy(r => r.PsnrDb).Select(r => r.Source).ToList();
        Assert.Equal([ranked[0], ranked[2], ranked[4]], exhibits.Select(e => e.Source));
        Assert.Equal(["worst of 5 for semantic", "median of 5 for semantic", "best of 5 for semantic"], exhibits.Select(e => e.Rank));
        Assert.All(exhibits, exhibit =>
        {
            Assert.Equal(("semantic", "jpeg", "awgn, 4 dB, CBR 1/8, seed 1"), (exhibit.Ours, exhibit.Rival, exhibit.Point));
            Assert.Equal(["semantic", "jpeg", "other"], exhibit.Received.Select(r => r.System));
            // What is shown is what the sweep has measured.
            Assert.All(exhibit.Received, r => Assert.Contains(r.Quality, result.Records));
            Assert.All(exhibit.Received, r => Assert.Equal(r.Quality.PsnrDb!.Value, PictureQuality.PsnrDb(exhibit.Original, r.Picture)!.Value, 1e-4));
        });
    }

    [Fact]
    public async Task LostFrames_AreNotShownWhereOthersArrived()
    {
        _folder.AddPicture("a.png", 1);
        _folder.AddPicture("b.png", 2);
        var plan = Plan([new LosingSystem(lostFrame: 0)]);

        var exhibits = await Exhibition.MakeAsync(plan, await new Sweep(plan).RunAsync(cancellationToken: Cancellation), cancellationToken: Cancellation);

        Assert.Equal(("b.png", null), (Assert.Single(exhibits).Source, exhibits[0].Rival));
    }

    [Fact]
    public async Task ASystemThatFails_IsLeftOutOfTheExhibit()
    {
        _folder.AddPicture("a.png", 1);
        var plan = Plan([new FakeSystem("semantic") { Kind = SystemKind.Semantic }, new FakeSystem("broken") { Before = (_, _) => throw new SemComException("broken: no licence") }]);
        var result = await new Sweep(plan).RunAsync(cancellationToken: Cancellation);

        var exhibit = Assert.Single(await Exhibition.MakeAsync(plan, result, cancellationToken: Cancellation));

        Assert.Equal(["semantic"], exhibit.Received.Select(r => r.System));
        Assert.All(result.LeftOut, l => Assert.Equal("broken", l.System));
    }

    /// <summary>Errors of 1 everywhere, of 9 in one block and of 3 in another: 3 x 2 blocks of 64, the last column and row moved back into the picture.</summary>
    [Fact]
    public void Places_AreTheWorstAndTheMedianBlock()
    {
        const int Width = 180, Height = 120;
        var (original, received) = (new byte[Width * Height * 3], new byte[Width * Height * 3]);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
                received.AsSpan((y * Width + x) * 3, 3).Fill((byte)((x, y) is ( < 64, < 56) ? 2 : (x, y) is ( >= 128, >= 64) ? 9 : 1));
        }

        var (worst, median) = Places.Find(new Picture(Width, Height, original), new Picture(Width, Height, received));

        // The worst block starts at (116, 56), its crop 16 before it and inside the picture; in the middle of six lies one whose error is 1 almost everywhere.
        Assert.Equal(new Corner(Width - Places.Crop, Height - Places.Crop), worst);
        Assert.NotEqual(worst, median);
        Assert.Equal((96, 96), (Places.Cut(new Picture(Width, Height, received), worst).Width, Places.Cut(new Picture(Width, Height, received), worst).Height));
        Assert.Equal(9, Places.Cut(new Picture(Width, Height, received), worst).Rgb[^1]);
    }

    [Fact]
    public void ASmallPicture_IsOnePlace()
    {
        var picture = new Picture(30, 20, new byte[1800]);

        Assert.Equal((new Corner(0, 0), new Corner(0, 0)), Places.Find(picture, picture));
        Assert.Equal((30, 20), (Places.Cut(picture, new Corner(0, 0)).Width, Places.Cut(picture, new Corner(0, 0)).Height));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SweepPlan Plan(IReadOnlyList<ISystem> systems) => new()
    {
        Sources = PictureInput.Find([_folder.Path]),
        Cells = SweepPlan.Grid(systems, ["awgn", "rayleigh"], [1.0 / 16, 1.0 / 8, 1.0 / 4], [1, 4, 7]),
    };

    /// <summary>Loses every transmission of one source.</summary>
    private sealed class LosingSystem(ulong lostFrame) : ISystem
    {
        private readonly FakeSystem _inner = new("semantic");

        public string Name => "semantic";

        public string Identity => "loses one source";

        public async ValueTask<SystemResult> SendAsync(Picture picture, LinkConditions conditions, CancellationToken cancellationToken)
        {
            var result = await _inner.SendAsync(picture, conditions, cancellationToken);
            return result with { Quality = result.Quality with { Lost = conditions.Frame == lostFrame } };
        }
    }
}
