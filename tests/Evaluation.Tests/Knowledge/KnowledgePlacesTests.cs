using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Evaluation.Tests;

/// <summary>What knowledge brings to pictures in sequence and to places that return.</summary>
public sealed class KnowledgePlacesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task APlaceThatReturns_IsPaidForOnce()
    {
        OnnxFact.RequireLibrary();
        IReadOnlyList<Picture> place = [.. Enumerable.Range(0, 6).Select(i => KnownScene.Picture(i))];

        var result = await new KnowledgePlaces(Trial).RunAsync([place, place], Open, cancellationToken: Cancellation);

        Assert.Equal([5, 5], result.Kept.Select(phase => phase.Pictures));
        Assert.True(result.Kept[0].KnowledgeUses > 500, $"{result.Kept[0].KnowledgeUses} uses for the first");
        Assert.Equal(result.Kept[0], result.Fresh[0]);
        Assert.Equal(0, result.Kept[1].KnowledgeUses);
        Assert.Equal(result.Fresh[0], result.Fresh[1]);
        Assert.Equal(result.Fresh[1].Uses - result.Kept[1].Uses, result.SavedUses);
        Assert.True(result.SavedUses > 500);
        Assert.Equal(1, result.Prototypes);
        // Both places are one: what is known after the first is what helps at the second, and nothing is forgotten.
        Assert.Equal(0, result.Scores.Forgetting, 1e-9);
        Assert.Equal(result.Scores.Average, result.Scores.ForwardTransfer, 1e-9);
        Assert.True(result.Scores.Average > 1, $"{result.Scores.Average:F2} dB");
    }

    [Fact]
    public async Task OnePlace_OrOnePicture_IsRefused()
    {
        Picture[] two = [KnownScene.Picture(0), KnownScene.Picture(1)];
        foreach (var places in new IReadOnlyList<Picture>[][] { [], [two], [two, two[..1]] })
            Assert.Contains("are needed", (await Assert.ThrowsAsync<SemComException>(() => new KnowledgePlaces(Trial).RunAsync(places, Open, cancellationToken: Cancellation))).Message, StringComparison.Ordinal);
    }

    /// <summary>A sweep over a sequence gives what a link with stores of its own gives, and what a trial gives.</summary>
    [Fact]
    public async Task ASequence_IsOneLinkWithEmptyStores()
    {
        OnnxFact.RequireLibrary();
        Directory.CreateDirectory(_folder["scene"]);
        var pictures = Enumerable.Range(0, 6).Select(i => KnownScene.Picture(i)).ToArray();
        for (var i = 0; i < pictures.Length; i++)
            pictures[i].Save(_folder[$"scene/{i}.png"]);
        var systems = SystemRegistry.Default.CreateAll(["semantic:model=image-live", "semantic:model=image-live,knowledge=on"], new SystemOptions());
        var plan = new SweepPlan { Sources = PictureInput.FindSequences([_folder["scene"]]), Cells = SweepPlan.Grid(systems, ["awgn"], [Trial.Cbr], Trial.SnrDb), Metrics = PictureMetrics.Psnr };

        var result = await new Sweep(plan) { Workers = 2 }.RunAsync(cancellationToken: Cancellation);

        Assert.All(result.Cells[0].Records, r => Assert.Equal(0, r.Uses.Knowledge));
        using var sender = Open();
        using var receiver = Open();
        await using var link = SemanticLink.Create(o => o.Channel("awgn", Trial.SnrDb[0]).Bandwidth(Trial.Cbr).Model(Trial.ModelId).Threads(1).Knowledge(new SharedKnowledge(sender, receiver)));
        foreach (var (picture, record) in pictures.Zip(result.Cells[1].Records))
        {
            var sent = (await link.SendAsync(picture, Cancellation)).Quality;
            Assert.Equal((sent.Uses, Rounding.Value(sent.PsnrDb)), (record.Uses, record.PsnrDb));
        }
        Assert.Contains(result.Cells[1].Records, r => r.Uses.Knowledge > 0);
        Assert.True(result.Cells[1].Records[^1].PsnrDb > result.Cells[0].Records[^1].PsnrDb + 1);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static KnowledgeTrial Trial { get; } = new() { Channel = "awgn", SnrDb = [10], Cbr = 1.0 / 12, ModelId = "image-live", Threads = 1 };

    private static MemoryKnowledgeStore Open() => new(TimeProvider.System);
}
