namespace SemCom.Evaluation.Plugins;

/// <summary>Files that programs need and write.</summary>
internal static class ProgramFiles
{
    /// <summary>Of what "files" lists: files and folders that decide results without standing in a command.</summary>
    /// <exception cref="SemComException">One of them is missing.</exception>
    public static string Checksum(PluginFile file)
    {
        var paths = file.Texts("files").Select(file.FullPath).ToList();
        return paths.Find(path => !Path.Exists(path)) is { } missing
            ? throw file.Error($"\"files\" names '{missing}', which does not exist; correct the path or leave it out")
            : PluginChecksum.OfFiles(file.Folder, paths);
    }

    /// <summary>The content of a file, of a larger one only the beginning.</summary>
    public static byte[] Read(string path, int most)
    {
        using var file = File.OpenRead(path);
        var content = new byte[Math.Min(file.Length, Math.Min(most, Array.MaxLength))];
        file.ReadExactly(content);
        return content;
    }

    /// <summary>A decoder's picture.</summary>
    /// <exception cref="SemComException">It is no picture, or has another size than the original.</exception>
    public static Picture ReadPicture(PluginJob job, string path)
    {
        Picture picture;
        try
        {
            picture = Picture.Load(path);
        }
        catch (SemComException e)
        {
            throw job.Error($"the decoder's {{out}} on {job.SourceName} cannot be used ({e.Message.Replace(path, "out.png", StringComparison.Ordinal)})");
        }
        return job.CheckSize(picture, "the decoder's {out}");
    }
}
