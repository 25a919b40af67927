using System.Globalization;

namespace SemCom.Evaluation.Rivals;

/// <summary>How a video is coded, apart from its quality.</summary>
/// <param name="KeyInterval">Frames between two intra pictures, or the time of one step-by-step refresh.</param>
/// <param name="IsRefreshed">True where a column of intra blocks wanders through the pictures instead of whole intra pictures.</param>
/// <param name="Factor">Sides of the coded pictures.</param>
/// <param name="PixelFormat">ffmpeg's name of chroma's resolution.</param>
internal sealed record VideoCoding(int KeyInterval, bool IsRefreshed, ResolutionFactor Factor, string PixelFormat)
{
    /// <summary>Side of the coded picture in pixels: even, for chroma.</summary>
    public int Side(int side) => Math.Max(2, Factor.Of(side) / 2 * 2);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(IsRefreshed ? "refresh" : "key")}-{KeyInterval} {Factor} {PixelFormat}");
}
