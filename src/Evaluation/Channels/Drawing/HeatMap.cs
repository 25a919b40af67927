using SemCom.Runtime.Media.Png;

namespace SemCom.Evaluation;

/// <summary>A time-frequency map as an embedded PNG.</summary>
internal static class HeatMap
{
    /// <summary>Decibels from the darkest to the brightest colour.</summary>
    public const double SpanDb = 40;

    private const int BarSteps = 128;

    /// <summary>The decibels of the brightest colour: those of the strongest value, rounded up to 5 dB.</summary>
    public static double TopDb(TimeFrequencyMap map) => Math.Ceiling(map.PowerDb.Max() / 5) * 5;

    /// <summary>Time to the right, frequency upwards.</summary>
    public static string ToDataUri(TimeFrequencyMap map)
    {
        var top = TopDb(map);
        return DataUri(map.Times, map.Frequencies, (x, y) => 1 - (top - map.PowerDb[x * map.Frequencies + map.Frequencies - 1 - y]) / SpanDb);
    }

    /// <summary>All colours, the brightest above.</summary>
    public static string BarDataUri() => DataUri(1, BarSteps, (_, y) => 1 - y / (BarSteps - 1.0));

    private static string DataUri(int width, int height, Func<int, int, double> value)
    {
        var rgb = new byte[3 * width * height];
        for (var i = 0; i < width * height; i++)
            ColourMap.Write(value(i % width, i / width), rgb.AsSpan(3 * i, 3));
        using var png = new MemoryStream();
        PngWriter.Write(new Picture(width, height, rgb), png);
        return "data:image/png;base64," + Convert.ToBase64String(png.GetBuffer(), 0, (int)png.Length);
    }
}
