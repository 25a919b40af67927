using System.Threading.Channels;
using SemCom.Runtime.Media;

namespace SemCom.Evaluation.Rivals;

/// <summary>An encoder that gives a frame for each picture at once: a running ffmpeg, whose framecrc says how many bytes belong to each frame.</summary>
internal sealed class LiveEncoder : IAsyncDisposable
{
    /// <summary>Longest frame that is believed [bytes].</summary>
    private const int MaxFrameBytes = 64 << 20;

    /// <summary>An encoder that takes longer for a picture hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly VideoCodec _codec;
    private readonly FfmpegProcess _process;
    private readonly Channel<int> _sizes;

    /// <param name="codec">The codec.</param>
    /// <param name="coding">How pictures are coded.</param>
    /// <param name="size">Size of the pictures.</param>
    /// <param name="framesPerSecond">Pictures in a second.</param>
    /// <param name="bytesPerPicture">Bytes that each picture has on average.</param>
    /// <param name="bufferPictures">For how many pictures' bytes the stream may run ahead.</param>
    /// <exception cref="SemComException">There is no ffmpeg, or the encoder is missing.</exception>
    public LiveEncoder(VideoCodec codec, VideoCoding coding, (int Width, int Height) size, double framesPerSecond, double bytesPerPicture, double bufferPictures)
    {
        _codec = codec;
        var sizes = _sizes = Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true });
        var bits = 8 * bytesPerPicture;
        var encoder = codec.LiveArguments(coding, bits * framesPerSecond, bits * bufferPictures);
        _process = codec.RequireFfmpeg().Open(codec.Name, VideoPrograms.LiveEncoderArguments(codec, coding, size.Width, size.Height, framesPerSecond, encoder), line =>
            DecodedTimes.IsHead(line) || (DecodedTimes.Parse(line) is { } packet && sizes.Writer.TryWrite(packet.Bytes)));
    }

    /// <summary>Encodes the next picture; the units that are sent. After a failure or cancellation the encoder cannot be used any more.</summary>
    /// <exception cref="SemComException">ffmpeg ended or gives nothing.</exception>
    public async Task<List<byte[]>> EncodeAsync(Picture picture, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await EncodeWithinAsync(picture, limit.Token).ConfigureAwait(false);
        }
        catch (IOException)
        {
            throw _process.Failure();
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SemComException($"{_codec.Name}: the encoder must answer within {Patience.TotalSeconds:0} s and did not; choose smaller pictures or less load", exception);
        }
    }

    /// <summary>Its process.</summary>
    public int ProgramId => _process.Id;

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<List<byte[]>> EncodeWithinAsync(Picture picture, CancellationToken cancellationToken)
    {
        await _process.Input.WriteAsync(picture.Rgb.ToArray(), cancellationToken).ConfigureAwait(false);
        await _process.Input.FlushAsync(cancellationToken).ConfigureAwait(false);
        var size = _sizes.Reader.ReadAsync(cancellationToken).AsTask();
        if (await Task.WhenAny(size, _process.Ended).ConfigureAwait(false) != size && !size.IsCompleted)
            throw _process.Failure();
        var stream = new byte[Math.Min(await size.ConfigureAwait(false), MaxFrameBytes)];
        await _process.Output.ReadExactlyAsync(stream, cancellationToken).ConfigureAwait(false);
        return [.. NalUnits.Split(stream).Where(unit => _codec.UseOf(unit) == UnitUse.Sent)];
    }
}
