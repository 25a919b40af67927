namespace SemCom.Runtime.Media;

/// <summary>What a reader of a video asks for.</summary>
/// <param name="Width">Pixels in a row; null: the video's, or what keeps its proportions.</param>
/// <param name="Height">Rows; null likewise.</param>
/// <param name="FramesPerSecond">Rate; null: the video's.</param>
internal sealed record VideoRequest(int? Width, int? Height, double? FramesPerSecond)
{
    /// <summary>What a video of a size and rate becomes.</summary>
    /// <exception cref="SemComException">Size or rate are out of their ranges.</exception>
    public VideoFormat Apply(int width, int height, double framesPerSecond, int? frameCount, string name)
    {
        var newWidth = Width ?? (Height is { } h ? Math.Max(1, (int)Math.Round((double)h * width / height)) : width);
        var newHeight = Height ?? (Width is { } w ? Math.Max(1, (int)Math.Round((double)w * height / width)) : height);
        var rate = FramesPerSecond ?? framesPerSecond;
        VideoFormat.Check(newWidth, newHeight, rate, name);
        return new VideoFormat(newWidth, newHeight, rate, rate == framesPerSecond ? frameCount : null);
    }
}
