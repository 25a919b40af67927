namespace SemCom.Evaluation;

/// <summary>Sounds over any system of a sweep.</summary>
internal static class SpeechSending
{
    /// <summary>Nothing is shown of a sound.</summary>
    private static readonly Picture Nothing = PictureConcealment.Grey(1, 1);

    /// <summary>Sends a sound.</summary>
    /// <exception cref="SemComException">The system sends no sounds, or the sound or the conditions cannot be used.</exception>
    public static async ValueTask<SystemResult> SendAsync(ISystem system, Sound sound, LinkConditions conditions, CancellationToken cancellationToken)
    {
        if (system is not ISpeechSystem speech)
            throw new SemComException($"--systems: {system.Name} sends no sounds (a sound was given); leave it out");
        var result = await speech.SendAsync(sound, conditions, cancellationToken).ConfigureAwait(false);
        return new SystemResult(Nothing, result.Quality, result.Notices);
    }
}
