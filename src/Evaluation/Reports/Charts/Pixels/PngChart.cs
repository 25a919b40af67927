using SemCom.Runtime.Media.Png;

namespace SemCom.Evaluation;

/// <summary>Draws a <see cref="Chart"/> as PNG.</summary>
internal static class PngChart
{
    /// <summary>The file.</summary>
    public static byte[] Draw(Chart chart)
    {
        var canvas = new PixelCanvas(ChartDrawing.WidthOf(chart), ChartDrawing.Height);
        ChartDrawing.Draw(chart, canvas);
        using var stream = new MemoryStream();
        PngWriter.Write(canvas.ToPicture(), stream);
        return stream.ToArray();
    }
}
