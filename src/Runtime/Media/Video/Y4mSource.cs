using System.Runtime.CompilerServices;

namespace SemCom.Runtime.Media;

/// <summary>A YUV4MPEG2 file as a video; scaled and at another rate where that was asked for.</summary>
internal sealed class Y4mSource : IVideoSource
{
    /// <summary>A frame's head without parameters, <c>FRAME\n</c>.</summary>
    private const int FrameHeadBytes = 6;

    private readonly string _path;
    private readonly bool _isPacked;
    private readonly double _fileRate;

    private Y4mSource(string path, bool isPacked, double fileRate, VideoFormat format) => (_path, _isPacked, _fileRate, Format) = (path, isPacked, fileRate, format);

    public VideoFormat Format { get; }

    /// <summary>Reads a file's first line.</summary>
    /// <exception cref="SemComException">It is damaged, or size or rate are out of their ranges.</exception>
    public static Y4mSource Open(string path, bool isPacked, VideoRequest request)
    {
        using var reader = Y4mReader.Open(path, isPacked);
        var header = reader.Header;
        int? count = null;
        if (!isPacked && Math.DivRem(new FileInfo(path).Length - header.Bytes, header.FrameBytes + FrameHeadBytes) is ( <= int.MaxValue and var frames, 0))
            count = (int)frames;
        return new Y4mSource(path, isPacked, header.FramesPerSecond, request.Apply(header.Width, header.Height, header.FramesPerSecond, count, path));
    }

    public async IAsyncEnumerable<Picture> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        using var reader = Y4mReader.Open(_path, _isPacked);
        long shown = 0;
        for (long number = 0; reader.MoveNext(); number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // A frame is shown at all times of the new rate that lie within its duration.
            var end = (long)Math.Ceiling((number + 1) * Format.FramesPerSecond / _fileRate - 1e-6);
            if (shown >= end)
                continue;
            var picture = PictureScaling.Scale(reader.Current(), Format.Width, Format.Height);
            for (; shown < end; shown++)
                yield return picture;
        }
    }
}
