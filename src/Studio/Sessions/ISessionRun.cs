namespace SemCom.Studio;

/// <summary>One source on its way to one viewer.</summary>
internal interface ISessionRun : IAsyncDisposable
{
    /// <summary>Takes new settings over, from the next picture or part on.</summary>
    /// <exception cref="SemComException">They do not fit each other.</exception>
    void Apply(SessionSettings settings);

    /// <summary>Sends until the run is stopped or the source fails.</summary>
    /// <exception cref="SemComException">The source cannot be read, or the link not be used, any further.</exception>
    Task RunAsync();

    /// <summary>Ends it. <see cref="RunAsync"/> is to be awaited afterwards.</summary>
    Task StopAsync();
}
