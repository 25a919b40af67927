using System.Buffers.Binary;
using System.Globalization;

namespace SemCom.Channels;

/// <summary>Delays of paths: numbers with an optional unit and commas between them, or the name of a file with numbers in seconds.</summary>
public static class DelayList
{
    private const int MaxBytes = 1 << 20;

    private static readonly ChannelParameter Delay = new("delays", ParameterUnit.Seconds, 0, 1m, "0", "delays of the paths");

    /// <summary>
    /// Reads <c>0,30ns,1.2us</c>, a <c>.npy</c> file of float32 or float64 [paths], or a text file with numbers between commas and line ends.
    /// </summary>
    /// <exception cref="SemComException">No such file, or something that is no delay between 0 and 1 s.</exception>
    public static IReadOnlyList<double> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Path.GetExtension(text).Equals(".npy", StringComparison.OrdinalIgnoreCase))
            return Check(FromNpy(text), text);
        if (!File.Exists(text))
            return [.. text.Split(',', StringSplitOptions.TrimEntries).Select(part => (double)Delay.Parse(part))];
        var parts = FileBytes.ReadLines(text, MaxBytes, MaxBytes, "list of delays").SelectMany(line => line.Split(',', StringSplitOptions.TrimEntries));
        return Check([.. parts.Where(part => part.Length > 0 && part[0] != '#').Select(part => Number(part, text))], text);
    }

    private static double[] FromNpy(string path)
    {
        var array = NpyArray.Read(path, MaxBytes, "<f4", "<f8");
        if (array.Shape.Count != 1)
            throw new SemComException($"{path}: delays must be an array [paths] (was {array.ShapeText}); reshape it");
        var data = array.Data;
        return [.. Enumerable.Range(0, array.Count).Select(i => array.Type == "<f4"
            ? BinaryPrimitives.ReadSingleLittleEndian(data.Span[(4 * i)..])
            : BinaryPrimitives.ReadDoubleLittleEndian(data.Span[(8 * i)..]))];
    }

    private static double Number(string text, string file) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new SemComException($"{file}: delays must be numbers of seconds (was {OneLine.Quote(text)}); correct it");

    private static double[] Check(double[] delays, string file)
    {
        foreach (var delay in delays)
            Guard.InRange(delay, 0, ChannelTrace.MaxDelaySeconds, $"{file}: delay in seconds of a path", "count delays from the first path that arrives");
        return delays;
    }
}
