namespace SemCom.Runtime;

/// <summary>The user's folder for files that can be made again.</summary>
public static class UserCache
{
    /// <summary>The folder, <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c>; null where the user has no home.</summary>
    /// <param name="environment">Reads an environment variable.</param>
    public static string? Folder(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        // The XDG base directory specification ignores relative paths.
        if (environment("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache))
            return cache;
        if (environment("HOME") is { Length: > 0 } home)
            return Path.Combine(home, ".cache");
        var profile = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return profile.Length == 0 ? null : Path.Combine(profile, ".cache");
    }
}
