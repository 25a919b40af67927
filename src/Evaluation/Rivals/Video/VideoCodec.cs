using SemCom.Runtime.Media;

namespace SemCom.Evaluation.Rivals;

/// <summary>What a unit of a stream is to whoever sends it.</summary>
internal enum UnitUse
{
    /// <summary>Sent.</summary>
    Sent = 0,

    /// <summary>Opens a frame and says nothing else: not sent.</summary>
    Delimiter = 1,

    /// <summary>A remark: not sent.</summary>
    Remark = 2,
}

/// <summary>A video codec of ffmpeg: how it is asked to encode, and how its stream is cut. Pictures are predicted from earlier ones only, in one slice each.</summary>
internal abstract class VideoCodec
{
    /// <summary>Finest and coarsest rate factor of x264 and x265 that are used.</summary>
    private const double FinestFactor = 10, CoarsestFactor = 51;

    /// <summary>Factors of neighbouring rungs differ by this, bytes by about 6 %.</summary>
    private const double FactorStep = 0.5;

    /// <summary>All codecs.</summary>
    public static IReadOnlyList<VideoCodec> All { get; } = [new H264Codec(), new H265Codec()];

    /// <summary>Name of the system.</summary>
    public abstract string Name { get; }

    /// <summary>ffmpeg's encoder.</summary>
    public abstract string Encoder { get; }

    /// <summary>ffmpeg's name of codec and bare stream.</summary>
    public abstract string Format { get; }

    /// <summary>Shortest side of pictures at a reduced resolution.</summary>
    public abstract int ShortestSide { get; }

    /// <summary>The encoder's effort where there is time.</summary>
    public abstract string Preset { get; }

    /// <summary>Pixel formats to choose from.</summary>
    public abstract IReadOnlyList<string> PixelFormats { get; }

    /// <summary>Rungs of the quality ladder, from the coarsest up.</summary>
    public static int QualityCount => (int)((CoarsestFactor - FinestFactor) / FactorStep) + 1;

    /// <summary>The codec called <paramref name="name"/>.</summary>
    /// <exception cref="SemComException">There is none.</exception>
    public static VideoCodec Find(string name) => All.FirstOrDefault(codec => codec.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new SemComException($"video codec must be one of {string.Join(", ", All.Select(codec => codec.Name))} (was '{name}'); choose one of these");

    /// <summary>The encoder's arguments for a rung of the ladder.</summary>
    public string[] Arguments(VideoCoding coding, int quality) => Arguments(coding, ["-crf", Number(CoarsestFactor - FactorStep * quality)], Preset, "");

    /// <summary>The encoder's arguments for a constant rate with at most one picture in the encoder.</summary>
    /// <param name="coding">Structure and pixel format.</param>
    /// <param name="bitsPerSecond">The rate.</param>
    /// <param name="bufferBits">How many bits the stream may be ahead of the rate.</param>
    public string[] LiveArguments(VideoCoding coding, double bitsPerSecond, double bufferBits) =>
        Arguments(coding, ["-b:v", Number(Math.Round(bitsPerSecond)), "-maxrate", Number(Math.Round(bitsPerSecond)), "-bufsize", Number(Math.Round(bufferBits))], "veryfast", ":rc-lookahead=0");

    /// <summary>What a unit is.</summary>
    public abstract UnitUse UseOf(ReadOnlySpan<byte> unit);

    /// <summary>True for a message with parameter sets: decoding can begin there, and nothing before the next one shows anything without it.</summary>
    public abstract bool IsKey(ReadOnlySpan<byte> message);

    /// <summary>A numbering of the frames that arrive, from the start of a stream.</summary>
    public abstract IFrameNumbering CreateNumbering();

    /// <summary>Cuts a stream into frames: the units that are sent of each.</summary>
    public List<List<byte[]>> Frames(ReadOnlySpan<byte> stream)
    {
        var frames = new List<List<byte[]>>();
        foreach (var unit in NalUnits.Split(stream))
        {
            var use = UseOf(unit);
            if (use == UnitUse.Delimiter)
                frames.Add([]);
            else if (use == UnitUse.Sent && frames.Count > 0)
                frames[^1].Add(unit);
        }
        return frames;
    }

    /// <summary>Checks that this ffmpeg has the encoder.</summary>
    /// <exception cref="SemComException">It has not, or there is no ffmpeg.</exception>
    public FfmpegProgram RequireFfmpeg()
    {
        var program = FfmpegProgram.Find(Name);
        program.RequireEncoder(Name, Encoder);
        return program;
    }

    /// <summary>The encoder's arguments.</summary>
    protected abstract string[] Arguments(VideoCoding coding, string[] rate, string preset, string more);

    private static string Number(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
