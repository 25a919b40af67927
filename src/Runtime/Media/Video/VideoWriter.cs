namespace SemCom.Runtime.Media;

/// <summary>
/// Writes a video picture by picture: .y4m natively (4:4:4, full range, nearly without loss), .mp4, .mkv and .webm by ffmpeg. The file appears complete with <see cref="CompleteAsync"/> or not at
/// all: it is written beside its place and then renamed. For one thread at a time.
/// </summary>
public sealed class VideoWriter : IAsyncDisposable
{
    private readonly string _path, _temporary;
    private readonly IVideoSink _sink;
    private bool _isComplete;

    private VideoWriter(string path, string temporary, IVideoSink sink, int width, int height) =>
        (_path, _temporary, _sink, Width, Height) = (path, temporary, sink, width, height);

    /// <summary>Pixels in a row of the pictures.</summary>
    public int Width { get; }

    /// <summary>Rows of the pictures.</summary>
    public int Height { get; }

    /// <summary>Pictures written.</summary>
    public int Count { get; private set; }

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its ending chooses the format: .y4m, .mp4, .mkv or .webm.</param>
    /// <param name="width">Pixels in a row of all pictures. Formats of ffmpeg get a black column where it is odd.</param>
    /// <param name="height">Rows of all pictures; likewise.</param>
    /// <param name="framesPerSecond">Frames in a second, 0.001..1000.</param>
    /// <exception cref="SemComException">The ending is unknown, the folder missing or not writable, a number out of its range, or ffmpeg is missing.</exception>
    public static VideoWriter Create(string path, int width, int height, double framesPerSecond)
    {
        ArgumentNullException.ThrowIfNull(path);
        VideoFormat.Check(width, height, framesPerSecond, path);
        var temporary = WholeFile.PlaceBeside(path);
        try
        {
            IVideoSink sink = Path.GetExtension(path).Equals(".y4m", StringComparison.OrdinalIgnoreCase)
                ? new Y4mSink(temporary, width, height, framesPerSecond)
                : FfmpegVideoSink.Create(path, temporary, width, height, framesPerSecond);
            return new VideoWriter(path, temporary, sink, width, height);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw WholeFile.Unwritable(path, exception);
        }
    }

    /// <summary>Adds the next picture.</summary>
    /// <exception cref="SemComException">It has another size, the disk is full, or ffmpeg failed.</exception>
    public async ValueTask AddAsync(Picture picture, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ObjectDisposedException.ThrowIf(_isComplete, this);
        if ((picture.Width, picture.Height) != (Width, Height))
            throw new SemComException($"{_path}: all pictures must have one size, {Width}x{Height} (was {picture.Width}x{picture.Height}); scale it first");
        try
        {
            await _sink.AddAsync(picture, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw WholeFile.Unwritable(_path, exception);
        }
        Count++;
    }

    /// <summary>Ends the video and puts the file in its place. Nothing can be added any more.</summary>
    /// <exception cref="SemComException">There was no picture, the file cannot be written, or ffmpeg failed.</exception>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isComplete, this);
        if (Count == 0)
            throw new SemComException($"{_path}: a video needs at least one picture (was 0); add pictures first");
        try
        {
            await _sink.CompleteAsync(cancellationToken).ConfigureAwait(false);
            _isComplete = true;
            File.Move(_temporary, Path.GetFullPath(_path), overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw WholeFile.Unwritable(_path, exception);
        }
    }

    /// <summary>Drops what was written unless it was completed.</summary>
    public async ValueTask DisposeAsync()
    {
        _isComplete = true;
        await _sink.DisposeAsync().ConfigureAwait(false);
        WholeFile.Remove(_temporary);
    }
}
