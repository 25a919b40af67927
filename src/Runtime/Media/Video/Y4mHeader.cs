using System.Globalization;
using System.Text;

namespace SemCom.Runtime.Media;

/// <summary>The first line of a YUV4MPEG2 file, as mjpegtools (yuv4mpeg(5)) and ffmpeg write it.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="FramesPerSecond">Frames in a second; 25 where the file does not say.</param>
/// <param name="Format">How planes lie.</param>
/// <param name="Bytes">Length of the line with its end.</param>
internal sealed record Y4mHeader(int Width, int Height, double FramesPerSecond, YuvFormat Format, int Bytes)
{
    /// <summary>Longest line that is read.</summary>
    public const int MaxLine = 1024;

    private const double UsualRate = 25;

    /// <summary>What files begin with.</summary>
    public static ReadOnlySpan<byte> Magic => "YUV4MPEG2 "u8;

    /// <summary>Bytes of the planes of a frame.</summary>
    public int FrameBytes => (int)Format.FrameBytes(Width, Height);

    /// <summary>Reads a line without its end.</summary>
    /// <exception cref="SemComException">It is damaged, or the format is none that is read natively.</exception>
    public static Y4mHeader Parse(ReadOnlySpan<byte> line, string name)
    {
        var words = Encoding.Latin1.GetString(line).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0] != "YUV4MPEG2")
            throw Damaged(name, "the first line");
        var (width, height) = (Side(words, 'W', name), Side(words, 'H', name));
        var rate = Rate(words, name);
        VideoFormat.Check(width, height, rate, name);
        if (Value(words, 'I') is { } scan && scan is not ("p" or "?"))
            throw new SemComException($"{name}: pictures must be whole frames, Ip (was interlaced, I{scan}); deinterlace it first, for example with ffmpeg's filter yadif");
        var range = words.Contains("XCOLORRANGE=FULL", StringComparer.Ordinal);
        return new Y4mHeader((int)width, (int)height, rate, Planes(Value(words, 'C') ?? "420", range, name), line.Length + 1);
    }

    private static YuvFormat Planes(string text, bool fullRange, string name) => text switch
    {
        "420" or "420jpeg" => new YuvFormat(2, 2, fullRange),
        "420mpeg2" => new YuvFormat(2, 2, fullRange, LeftSited: true),
        "420paldv" => new YuvFormat(2, 2, fullRange, LeftSited: true, TopSited: true),
        "422" => new YuvFormat(2, 1, fullRange, LeftSited: true),
        "444" => new YuvFormat(1, 1, fullRange),
        "mono" => new YuvFormat(0, 0, fullRange),
        _ => throw new SemComException($"{name}: planes must be 420, 420jpeg, 420mpeg2, 420paldv, 422, 444 or mono with 8 bits (was '{text}'); convert it, for example with ffmpeg -pix_fmt yuv420p"),
    };

    private static string? Value(string[] words, char letter) => words.Skip(1).FirstOrDefault(word => word[0] == letter)?[1..];

    private static long Side(string[] words, char letter, string name) =>
        int.TryParse(Value(words, letter), NumberStyles.None, CultureInfo.InvariantCulture, out var side) ? side : throw Damaged(name, $"{letter} in the first line");

    private static double Rate(string[] words, string name)
    {
        if (Value(words, 'F') is not { } text || text == "0:0")
            return UsualRate;
        var parts = text.Split(':');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var over)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var under) && over > 0 && under > 0
            ? (double)over / under
            : throw Damaged(name, "F in the first line");
    }

    private static SemComException Damaged(string name, string what) => new($"{name}: damaged YUV4MPEG2 ({what}); use an intact copy of the file");
}
