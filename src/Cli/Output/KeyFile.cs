namespace SemCom.Cli;

/// <summary>Keys in files: one line of Base64, readable by its owner alone.</summary>
internal static class KeyFile
{
    /// <summary>Reads a key.</summary>
    /// <exception cref="SemComException">The file cannot be read, or is no key.</exception>
    public static PrivacyKey Read(string path)
    {
        try
        {
            return PrivacyKey.Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"{path}: the key cannot be read ({e.Message.ReplaceLineEndings(" ")}); make one with 'semcom key {path}'", e);
        }
        catch (SemComException e)
        {
            throw new SemComException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Writes a key into a new file.</summary>
    /// <exception cref="SemComException">There is such a file, or it cannot be written.</exception>
    public static void Write(string path, PrivacyKey key)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var writer = new StreamWriter(new FileStream(path, options));
            writer.Write(key.ToBase64() + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"{path}: must be a new file that can be written ({e.Message.ReplaceLineEndings(" ")}); name another one, for a key that is lost cannot be made again", e);
        }
    }
}
