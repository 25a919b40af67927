namespace SemCom.Runtime.Media;

/// <summary>Where the pictures of a video go.</summary>
internal interface IVideoSink : IAsyncDisposable
{
    /// <summary>Writes a picture.</summary>
    ValueTask AddAsync(Picture picture, CancellationToken cancellationToken);

    /// <summary>Writes what is left and closes the file.</summary>
    ValueTask CompleteAsync(CancellationToken cancellationToken);
}
