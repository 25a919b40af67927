namespace SemCom.Knowledge;

/// <summary>Small files that are read and written whole.</summary>
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

    /// <summary>Writes a new file that its owner alone may read.</summary>
    /// <exception cref="SemComException">There is such a file, or it cannot be written.</exception>
    public static void WriteNew(string path, ReadOnlySpan<byte> bytes, string what)
    {
        ArgumentNullException.ThrowIfNull(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var stream = new FileStream(path, options);
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"{path}: {what} must be a new file that can be written ({e.Message.ReplaceLineEndings(" ")}); name another one", e);
        }
    }

    /// <summary>Writes a file beside, and then puts it in the place of the one that is there, so that there is always a whole one.</summary>
    /// <exception cref="SemComException">It cannot be written.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> bytes, string what)
    {
        ArgumentNullException.ThrowIfNull(path);
        var beside = path + ".new";
        try
        {
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"{path}: {what} must be a file that can be written ({e.Message.ReplaceLineEndings(" ")}); name another one", e);
        }
    }
}
