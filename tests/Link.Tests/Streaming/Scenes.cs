namespace SemCom.Link.Tests.Streaming;

/// <summary>Pictures that move, as sources of streams.</summary>
internal static class Scenes
{
    /// <summary>A window that moves over a picture, one pixel a frame.</summary>
    public static IEnumerable<Picture> Pan(Picture picture, int width, int height, int count, int first = 0)
    {
        for (var i = first; i < first + count; i++)
        {
            var x = Fold(i, picture.Width - width);
            yield return picture.Part(new PictureBox(x, (picture.Height - height) / 2, width, height));
        }
    }

    /// <summary>The same as they come.</summary>
    public static async IAsyncEnumerable<Picture> Async(IEnumerable<Picture> pictures)
    {
        foreach (var picture in pictures)
        {
            yield return picture;
            await Task.Yield();
        }
    }

    private static int Fold(int at, int length) => length == 0 ? 0 : at % (2 * length) is var t && t < length ? t : 2 * length - t;
}
