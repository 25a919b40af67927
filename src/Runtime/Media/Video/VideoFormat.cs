namespace SemCom.Runtime.Media;

/// <summary>Size, rate and length of a video as it is read.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="FramesPerSecond">Frames in a second, above 0.</param>
/// <param name="FrameCount">Number of frames where it is known without reading all of them, else null.</param>
public sealed record VideoFormat(int Width, int Height, double FramesPerSecond, int? FrameCount)
{
    /// <summary>Highest rate that is read or written [frames a second].</summary>
    public const double MaxFramesPerSecond = 1000;

    /// <summary>Checks size and rate.</summary>
    /// <exception cref="SemComException">The size is no picture's, or the rate is not above 0 and at most <see cref="MaxFramesPerSecond"/>.</exception>
    internal static void Check(long width, long height, double framesPerSecond, string name)
    {
        Picture.CheckSize(width, height, name);
        Guard.InRange(framesPerSecond, 0.001, MaxFramesPerSecond, $"{name}: frames per second", "choose a rate in that range");
    }
}
