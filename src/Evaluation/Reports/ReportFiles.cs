using System.Text;

namespace SemCom.Evaluation;

/// <summary>Writes what a sweep leaves in its folder.</summary>
public static class ReportFiles
{
    /// <summary>Writes results.json, results.csv, the charts and report.html, each completely or not at all; returns the report's path.</summary>
    /// <exception cref="SemComException">The folder cannot be written.</exception>
    public static string Write(string folder, Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        MakeFolder(folder);
        try
        {
            var path = Path.Combine(folder, "report.html");
            Replace(Path.Combine(folder, "results.json"), Encoding.UTF8.GetBytes(ResultsDocument.Of(report.Result).ToJson()));
            Replace(Path.Combine(folder, "results.csv"), Encoding.UTF8.GetBytes(ResultsCsv.Write(report.Result.Records)));
            foreach (var (name, content) in report.ChartFiles())
                Replace(Path.Combine(folder, name), content);
            Replace(path, Encoding.UTF8.GetBytes(report.ToHtml()));
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"--out: {folder} cannot hold the report ({e.Message.ReplaceLineEndings(" ")}); " +
                "make room, or allow writing there, and give the same command again", e);
        }
    }

    /// <summary>Checks that no source lies in the folder: a later sweep would take the charts there for sources.</summary>
    /// <exception cref="SemComException">One does.</exception>
    public static void CheckApart(string folder, IEnumerable<PictureInput> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (sources.FirstOrDefault(source => Path.GetDirectoryName(Path.GetFullPath(source.Path)) == full) is { } source)
        {
            throw new SemComException($"--out must be another folder than that of the pictures ({source.Name} lies in {folder}), for charts are pictures too; " +
                $"name for example {Path.Combine(folder, "results")}");
        }
    }

    /// <summary>Makes the folder if it is not there.</summary>
    /// <exception cref="SemComException">It cannot be made.</exception>
    public static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(folder, e);
        }
    }

    /// <summary>Writes a file beside its place and then puts it there, so that an earlier one stays whole where there is no room for a new one.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal static void Replace(string path, byte[] content)
    {
        var temporary = path + ".tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    internal static SemComException Unusable(string folder, Exception e) =>
        new($"--out: {folder} must be a folder that can be written ({e.Message.ReplaceLineEndings(" ")}); choose another folder", e);
}
