namespace SemCom.Evaluation;

/// <summary>Writes what a sweep leaves in its folder.</summary>
public static class ReportFiles
{
    /// <summary>Writes results.json, results.csv, the charts and report.html; returns the report's path.</summary>
    /// <exception cref="SemComException">The folder cannot be written.</exception>
    public static string Write(string folder, Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        MakeFolder(folder);
        try
        {
            var path = Path.Combine(folder, "report.html");
            File.WriteAllText(Path.Combine(folder, "results.json"), ResultsDocument.Of(report.Result).ToJson());
            File.WriteAllText(Path.Combine(folder, "results.csv"), ResultsCsv.Write(report.Result.Records));
            foreach (var (name, svg) in report.Charts())
                File.WriteAllText(Path.Combine(folder, name), svg);
            File.WriteAllText(path, report.ToHtml());
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(folder, e);
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

    internal static SemComException Unusable(string folder, Exception e) =>
        new($"--out: {folder} must be a folder that can be written ({e.Message.ReplaceLineEndings(" ")}); choose another folder", e);
}
