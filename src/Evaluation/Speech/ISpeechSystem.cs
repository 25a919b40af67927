namespace SemCom.Evaluation;

/// <summary>A system that sends speech.</summary>
public interface ISpeechSystem : ISystem
{
    /// <summary>Sends a sound; the result depends on nothing but the arguments.</summary>
    /// <param name="sound">At any sampling rate; it is sent and judged at 8 kHz.</param>
    /// <param name="conditions">The link; part i meets the realization of frame <see cref="LinkConditions.Frame"/> + i.</param>
    /// <param name="cancellationToken">Ends the work between its parts.</param>
    /// <exception cref="SemComException">The sound or the conditions cannot be used.</exception>
    ValueTask<SpeechSystemResult> SendAsync(Sound sound, LinkConditions conditions, CancellationToken cancellationToken);
}

/// <summary>What a listener heard.</summary>
/// <param name="Sound">The received sound, at 8 kHz; silence where it was lost.</param>
/// <param name="Quality">The record; the caller sets its source.</param>
/// <param name="Notices">One-line remarks.</param>
public sealed record SpeechSystemResult(Sound Sound, QualityRecord Quality, IReadOnlyList<string> Notices);
