namespace SemCom.Runtime.Media;

/// <summary>Writes a file completely or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Lets <paramref name="write"/> fill a new file beside <paramref name="path"/>, then puts it in its place.</summary>
    /// <exception cref="SemComException">The folder is missing or cannot be written, or the path is a folder or a device.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = PlaceBeside(path);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                write(stream);
            File.Move(temporary, Path.GetFullPath(path), overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, exception);
        }
        finally
        {
            Remove(temporary);
        }
    }

    /// <summary>The name of a file beside <paramref name="path"/> that does not exist yet.</summary>
    /// <exception cref="SemComException">The folder is missing, or the path is a folder or a device.</exception>
    public static string PlaceBeside(string path)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full) ?? full;
        if (Directory.Exists(full))
            throw new SemComException($"{path}: is a folder; name a file in it");
        if (full.StartsWith("/dev/", StringComparison.Ordinal))
            throw new SemComException($"{path}: is a device and would be replaced; name a file");
        if (!Directory.Exists(folder))
            throw new SemComException($"{path}: the folder '{folder}' does not exist; create it first");
        return Path.Combine(folder, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}.tmp");
    }

    /// <summary>What to throw when a file cannot be written.</summary>
    public static SemComException Unwritable(string path, Exception exception) =>
        new($"{path}: cannot be written ({Reason(exception)}); choose a folder that you may write to, with space left", exception);

    private static string Reason(Exception exception) => exception is UnauthorizedAccessException ? "no permission" : exception.Message;

    /// <summary>Removes a file that may not be there.</summary>
    public static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary); // nothing is left to delete after a success
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The failure that left it behind is already on its way to the caller.
        }
    }
}
