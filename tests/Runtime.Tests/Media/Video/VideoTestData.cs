using System.Globalization;
using System.Text;
using SemCom.Runtime.Media;

namespace SemCom.Runtime.Tests.Media.Video;

/// <summary>Small videos made from formulas.</summary>
internal static class VideoTestData
{
    /// <summary>A smooth picture that moves two pixels a frame.</summary>
    public static Picture Moving(int width, int height, int number)
    {
        var wide = TestPictures.Smooth(width + 2 * number, height);
        return wide.Part(new PictureBox(2 * number, 0, width, height));
    }

    /// <summary>A file of YUV4MPEG2 with random planes.</summary>
    public static byte[] Y4m(string parameters, int frameBytes, int frames, int seed = 1)
    {
        using var file = new MemoryStream();
        file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"YUV4MPEG2 {parameters}\n")));
        var planes = new byte[frameBytes];
        var random = new Random(seed);
        for (var i = 0; i < frames; i++)
        {
            file.Write("FRAME\n"u8);
            random.NextBytes(planes);
            file.Write(planes);
        }
        return file.ToArray();
    }

    /// <summary>All pictures of a file.</summary>
    public static async Task<List<Picture>> ReadAllAsync(string path, int? width = null, int? height = null, double? framesPerSecond = null)
    {
        using var video = VideoFile.Open(path, width, height, framesPerSecond);
        var pictures = new List<Picture>();
        await foreach (var picture in video.ReadAsync(cancellationToken: TestContext.Current.CancellationToken))
            pictures.Add(picture);
        return pictures;
    }

    /// <summary>Writes <see cref="Moving"/> pictures.</summary>
    public static async Task WriteAsync(string path, int width, int height, int frames, double framesPerSecond = 25)
    {
        await using var writer = VideoWriter.Create(path, width, height, framesPerSecond);
        for (var i = 0; i < frames; i++)
            await writer.AddAsync(Moving(width, height, i), TestContext.Current.CancellationToken);
        await writer.CompleteAsync(TestContext.Current.CancellationToken);
    }
}
