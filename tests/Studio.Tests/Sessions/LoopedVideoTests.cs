using SemCom.Runtime.Media;

namespace SemCom.Studio.Tests.Sessions;

public sealed class LoopedVideoTests : IDisposable
{
    private const int Pictures = 7, Side = 32, Bytes = 3 * Side * Side;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"semcom-loop-{Guid.NewGuid():N}.y4m");

    [Theory]
    [InlineData(Pictures * Bytes, true)]
    [InlineData(Pictures * Bytes - 1, false)]
    [InlineData(0, false)]
    public async Task AVideo_IsTheSameEachTime_AndKeptWhereItIsShortEnough(long mostBytes, bool isKept)
    {
        await WriteAsync();
        using var video = VideoFile.Open(_path);
        var shown = new List<Picture>();
        await foreach (var picture in new LoopedVideo(video, mostBytes).ReadAsync(TestContext.Current.CancellationToken))
        {
            shown.Add(picture);
            if (shown.Count == 4 * Pictures)
                break;
        }

        for (var i = 0; i < shown.Count; i++)
            Assert.Equal(shown[i % Pictures].Rgb.ToArray(), shown[i].Rgb.ToArray());
        Assert.NotEqual(shown[0].Rgb.ToArray(), shown[1].Rgb.ToArray());
        Assert.Equal(isKept, ReferenceEquals(shown[0], shown[Pictures]));
        Assert.Equal(isKept, ReferenceEquals(shown[Pictures + 3], shown[2 * Pictures + 3]));
    }

    public void Dispose() => File.Delete(_path);

    private async Task WriteAsync()
    {
        var writer = VideoWriter.Create(_path, Side, Side, 25);
        await using var _ = writer.ConfigureAwait(false);
        for (var i = 0; i < Pictures; i++)
        {
            var rgb = new byte[Bytes];
            Array.Fill(rgb, (byte)(20 + 30 * i));
            await writer.AddAsync(new Picture(Side, Side, rgb), TestContext.Current.CancellationToken);
        }
        await writer.CompleteAsync(TestContext.Current.CancellationToken);
    }
}
