namespace SemCom.Studio;

/// <summary>Tells sessions that the studio ends.</summary>
/// <param name="stopping">Cancelled when it does.</param>
internal sealed class StudioLifetime(CancellationToken stopping)
{
    /// <summary>Cancelled when the studio ends.</summary>
    public CancellationToken Stopping => stopping;
}
