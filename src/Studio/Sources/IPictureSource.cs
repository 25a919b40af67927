namespace SemCom.Studio;

/// <summary>Something that pictures come from.</summary>
internal interface IPictureSource
{
    /// <summary>What viewers are told about it.</summary>
    SourceInfo Info { get; }

    /// <summary>True where pictures come by themselves, as from a camera; otherwise they come as fast as they are taken, <see cref="SourceInfo.Fps"/> of them for each second.</summary>
    bool IsLive { get; }

    /// <summary>Pictures of one size, without end.</summary>
    IAsyncEnumerable<Picture> ReadAsync(CancellationToken cancellationToken);

    /// <summary>A problem as viewers may know it: they are told titles, not where files lie.</summary>
    SemComException Explain(SemComException problem) => problem;
}
