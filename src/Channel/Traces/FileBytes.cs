namespace SemCom.Channels;

/// <summary>Whole files in and out, with the errors that people can put right.</summary>
internal static class FileBytes
{
    /// <summary>Reads a file of at most <paramref name="maxBytes"/> bytes.</summary>
    /// <exception cref="SemComException">There is no such file, it is too long, or it cannot be read.</exception>
    public static byte[] Read(string path, int maxBytes, string what) => Try(path, "read", () =>
    {
        CheckExists(path, what);
        using var stream = File.OpenRead(path);
        CheckLength(stream.Length, maxBytes, path, what);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    });

    /// <summary>Reads the lines of a text file of at most <paramref name="maxBytes"/> bytes; none may be longer than <paramref name="maxLine"/> characters.</summary>
    /// <exception cref="SemComException">There is no such file, it or a line is too long, or it cannot be read.</exception>
    public static IEnumerable<string> ReadLines(string path, long maxBytes, int maxLine, string what)
    {
        using var reader = Try(path, "read", () =>
        {
            CheckExists(path, what);
            CheckLength(new FileInfo(path).Length, maxBytes, path, what);
            return new StreamReader(path);
        });
        var line = new char[maxLine];
        for (var number = 1; ; number++)
        {
            var length = 0;
            int next;
            while ((next = Try(path, "read", reader.Read)) >= 0 && next != '\n')
            {
                if (length == maxLine)
                    throw new SemComException($"{path}, line {number}: a line may have at most {maxLine} characters (has more); check that this is a {what}");
                line[length++] = (char)next;
            }
            if (next < 0 && length == 0)
                yield break;
            yield return new string(line, 0, length).TrimEnd('\r');
        }
    }

    /// <summary>Writes a file beside its place and then renames it.</summary>
    /// <exception cref="SemComException">It cannot be written.</exception>
    public static void Write(string path, byte[] bytes) => Try(path, "written", () =>
    {
        var part = path + ".part";
        File.WriteAllBytes(part, bytes);
        File.Move(part, path, overwrite: true);
        return true;
    });

    private static void CheckExists(string path, string what)
    {
        if (Directory.Exists(path))
            throw new SemComException($"{path}: must be a {what} (is a folder); name a file in it");
        if (!File.Exists(path))
            throw new SemComException($"{path}: must be a {what} (there is no such file); check the path");
    }

    private static void CheckLength(long length, long maxBytes, string path, string what)
    {
        if (length == 0)
            throw new SemComException($"{path}: must be a {what} (is empty); use an intact copy of the file");
        if (length > maxBytes)
            throw new SemComException($"{path}: a {what} may have at most {maxBytes} bytes (has {length}); divide it into several files");
    }

    private static T Try<T>(string path, string verb, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new SemComException($"{path}: cannot be {verb} ({e.Message.ReplaceLineEndings(" ")}); check folder and permissions", e);
        }
    }
}
