namespace SemCom.Runtime.Media;

/// <summary>Where the pictures of a video come from.</summary>
internal interface IVideoSource
{
    /// <summary>What is delivered.</summary>
    VideoFormat Format { get; }

    /// <summary>Reads from the first picture to the last.</summary>
    IAsyncEnumerable<Picture> ReadAsync(CancellationToken cancellationToken);
}
