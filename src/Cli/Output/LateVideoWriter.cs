using SemCom.Runtime.Media;

namespace SemCom.Cli;

/// <summary>A video file whose size is that of the first picture; later ones of another size are brought to it by cutting and grey.</summary>
/// <param name="path">The file; null to keep nothing.</param>
/// <param name="framesPerSecond">Pictures a second.</param>
internal sealed class LateVideoWriter(string? path, double framesPerSecond) : IAsyncDisposable
{
    private readonly string? _path = path is null ? null : Checked(path);
    private VideoWriter? _writer;

    public async ValueTask AddAsync(Picture picture, CancellationToken cancellationToken)
    {
        if (_path is null)
            return;
        _writer ??= VideoWriter.Create(_path, picture.Width, picture.Height, framesPerSecond);
        await _writer.AddAsync(Fit(picture, _writer.Width, _writer.Height), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the file; nothing where no picture came.</summary>
    public async ValueTask CompleteAsync()
    {
        if (_writer is not null)
            await _writer.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
            await _writer.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Refuses a name that could not be written before a stream has begun.</summary>
    private static string Checked(string path)
    {
        string[] endings = [".y4m", ".mp4", ".mkv", ".webm"];
        if (!endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            throw new SemComException($"{path}: the ending must be one of {string.Join(", ", endings)}; choose one of these");
        return Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))) ? path : throw new SemComException($"{path}: the folder must be there (is not); make it first");
    }

    private static Picture Fit(Picture picture, int width, int height)
    {
        if ((picture.Width, picture.Height) == (width, height))
            return picture;
        var part = picture.Part(new PictureBox(0, 0, Math.Min(width, picture.Width), Math.Min(height, picture.Height)));
        return PictureConcealment.Grey(width, height).With(part, 0, 0);
    }
}
