using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace SemCom.Studio;

/// <summary>The viewer's camera: pictures come over the WebSocket; only the newest waits.</summary>
/// <param name="limits">Largest size.</param>
internal sealed class CameraSource(StudioLimits limits) : IPictureSource
{
    /// <summary>What messages call it.</summary>
    public const string Id = "webcam";

    private readonly Channel<byte[]> _pictures = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    public SourceInfo Info { get; } = new(Id, "Camera", Id, limits.MaxWidth, limits.MaxHeight, limits.MaxFps);

    public bool IsLive => true;

    /// <summary>Takes a picture.</summary>
    /// <param name="jpeg">JPEG file; it is looked at when its turn comes.</param>
    public void Offer(byte[] jpeg) => _pictures.Writer.TryWrite(jpeg);

    /// <exception cref="SemComException">A picture is damaged, too large, or of another size than the first.</exception>
    public async IAsyncEnumerable<Picture> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (int Width, int Height)? size = null;
        await foreach (var jpeg in _pictures.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            var picture = JpegPictures.Decode(jpeg, "picture of the camera", limits.MaxWidth, limits.MaxHeight);
            size ??= (picture.Width, picture.Height);
            if (size != (picture.Width, picture.Height))
                throw new SemComException($"picture of the camera: all must be of one size (was {picture.Width}x{picture.Height} after {size.Value.Width}x{size.Value.Height}); start again");
            yield return picture;
        }
    }
}
