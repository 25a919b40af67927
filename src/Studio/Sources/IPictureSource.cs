namespace SemCom.Studio;

/// <summary>Something that pictures come from.</summary>
internal interface IPictureSource : IStudioSource
{
    /// <summary>True where pictures come by themselves, as from a camera; otherwise they come as fast as they are taken, <see cref="SourceInfo.Fps"/> of them for each second.</summary>
    bool IsLive { get; }

    /// <summary>Pictures of one size, without end.</summary>
    IAsyncEnumerable<Picture> ReadAsync(CancellationToken cancellationToken);
}
