using SemCom.Runtime.Media;

namespace SemCom.Studio;

/// <summary>What one viewer can send: the samples, its own uploads, its camera. Uploads lie in a folder of their own and go with it.</summary>
internal sealed class SessionSources(SourceCatalogue samples, StudioLimits limits, StudioMetrics metrics) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<IStudioSource> _uploads = [];
    private string? _folder;
    private int _next;
    private bool _disposed;

    /// <summary>Where uploads lie; null before the first.</summary>
    internal string? Folder => _folder;

    /// <summary>The camera.</summary>
    public CameraSource Camera { get; } = new(limits);

    /// <summary>Finds a source.</summary>
    /// <exception cref="SemComException">There is none.</exception>
    public IStudioSource Find(string id)
    {
        if (id == CameraSource.Id)
            return Camera;
        lock (_lock)
        {
            return samples.Sources.Concat(_uploads).FirstOrDefault(source => source.Info.Id == id)
                ?? throw new SemComException("source: it must be one that was offered or uploaded in this session (was another); choose one of the list");
        }
    }

    /// <summary>Takes a file in: reads its format, keeps it until the session ends.</summary>
    /// <param name="body">The file.</param>
    /// <param name="name">What the viewer calls it; it is shown and nothing else.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SemComException">It is too large, or no picture, video or sound, or there are too many.</exception>
    public async Task<SourceInfo> AddAsync(Stream body, string name, CancellationToken cancellationToken)
    {
        var (path, number) = Reserve();
        try
        {
            await SaveAsync(body, path, cancellationToken).ConfigureAwait(false);
            var title = Path.GetFileName(name) is { Length: > 0 } given ? given[..Math.Min(given.Length, 80)] : "Upload";
            var source = await Task.Run(() => Open(path, $"upload-{number}", title), cancellationToken).ConfigureAwait(false);
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                _uploads.Add(source);
            }
            return source.Info;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (var upload in _uploads.OfType<IDisposable>())
                upload.Dispose();
            if (_folder is not null)
                Directory.Delete(_folder, recursive: true);
            _folder = null;
        }
    }

    private (string Path, int Number) Reserve()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_next == limits.MaxUploads)
                throw new SemComException($"upload: a session may bring at most {limits.MaxUploads} files (brought {_next}); begin a new session");
            _folder ??= Directory.CreateTempSubdirectory("semcom-studio-").FullName;
            return (Path.Combine(_folder, FormattableString.Invariant($"{_next}")), _next++);
        }
    }

    private async Task SaveAsync(Stream body, string path, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        await using var _ = file.ConfigureAwait(false);
        var buffer = new byte[1 << 16];
        for (int got; (got = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if (file.Length + got > limits.MaxUploadBytes)
                throw new UploadTooLargeException(limits.MaxUploadBytes);
            await file.WriteAsync(buffer.AsMemory(0, got), cancellationToken).ConfigureAwait(false);
            metrics.Upload(got);
        }
        if (file.Length == 0)
            throw new SemComException("upload: the file must hold a picture, a video or a sound (was empty); send its bytes as the body");
    }

    /// <summary>Opens an upload; messages call it by its title, not by its place.</summary>
    private IStudioSource Open(string path, string id, string title)
    {
        try
        {
            return SoundFile.IsName(title) || IsSound(path) ? SoundSource.Open(path, id, title, limits) : OpenPictures(path, id, title);
        }
        catch (SemComException e) when (e.Message.Contains(path, StringComparison.Ordinal))
        {
            throw new SemComException(e.Message.Replace(path, title, StringComparison.Ordinal), e);
        }
    }

    /// <summary>Opens a video or a picture. Recorders give sounds the endings of videos: what has no pictures may be one.</summary>
    private IStudioSource OpenPictures(string path, string id, string title)
    {
        try
        {
            return FileSource.Open(path, id, title, limits);
        }
        catch (SemComException) when (Path.GetExtension(title).ToUpperInvariant() is ".MP4" or ".WEBM" or ".MKV" or ".3GP" or ".MOV")
        {
            return SoundSource.Open(path, id, title, limits);
        }
    }

    private static bool IsSound(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[12];
        return SoundFile.IsContent(head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]);
    }
}
