using System.Globalization;
using System.Text;

namespace SemCom.Runtime.Media;

/// <summary>Writes YUV4MPEG2 with planes of 4:4:4 and the full range, from which RGB comes back within a few steps.</summary>
internal sealed class Y4mSink : IVideoSink
{
    private readonly FileStream _stream;
    private readonly byte[] _planes;

    public Y4mSink(string path, int width, int height, double framesPerSecond)
    {
        _planes = new byte[3 * width * height];
        _stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var (over, under) = FrameRate.Ratio(framesPerSecond);
        _stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"YUV4MPEG2 W{width} H{height} F{over}:{under} Ip A1:1 C444 XCOLORRANGE=FULL\n")));
    }

    public async ValueTask AddAsync(Picture picture, CancellationToken cancellationToken)
    {
        YuvPicture.ToFull444(picture, _planes);
        await _stream.WriteAsync("FRAME\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        await _stream.WriteAsync(_planes, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask CompleteAsync(CancellationToken cancellationToken) => _stream.DisposeAsync();

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
