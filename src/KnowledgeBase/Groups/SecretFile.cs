namespace SemCom.Knowledge;

/// <summary>Small files that are read whole and written once.</summary>
internal static class SecretFile
{
    /// <summary>Reads a file of at most so many bytes.</summary>
    /// <exception cref="SemComException">It cannot be read, or is larger.</exception>
    public static byte[] Read(string path, int most, string what)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > most)
                throw new SemComException($"{path}: {what} must have at most {most} bytes (has {stream.Length}); name the right file");
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"{path}: {what} cannot be read ({e.Message.ReplaceLineEndings(" ")}); name the right file", e);
        }
    }

    /// <summary>Writes a file; one that is for its owner alone must be new.</summary>
    /// <exception cref="SemComException">It cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes, bool isSecret, string what)
    {
        ArgumentNullException.ThrowIfNull(path);
        var options = new FileStreamOptions { Mode = isSecret ? FileMode.CreateNew : FileMode.Create, Access = FileAccess.Write };
        if (isSecret && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var stream = new FileStream(path, options);
            stream.Write(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"{path}: {what} must be a {(isSecret ? "new " : "")}file that can be written ({e.Message.ReplaceLineEndings(" ")}); name another one", e);
        }
    }
}
