using System.Diagnostics;
using System.Xml.Linq;

namespace SemCom.Architecture.Tests;

/// <summary>The working tree as the tests read it: the root is the first folder above the test that holds SemCom.sln.</summary>
internal static class Repository
{
    private static readonly string[] Generated = ["bin", "obj", "node_modules"];

    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>Paths relative to the root, with forward slashes; folders made by builds are left out.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern)
    {
        if (!Directory.Exists(PathOf(folder)))
            return [];
        return [.. Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => !f.Split('/').Any(part => Generated.Contains(part, StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Names of the projects that <paramref name="project"/> refers to, without folder and extension.</summary>
    public static IReadOnlyList<string> References(string project) =>
        [.. XDocument.Load(PathOf(project)).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(((string?)r.Attribute("Include") ?? "").Replace('\\', '/')))];

    /// <summary>Bytes of every tracked file, or null where this is not a git work tree.</summary>
    public static IReadOnlyDictionary<string, long>? TrackedFiles()
    {
        if (!Path.Exists(PathOf(".git")))
            return null;
        var start = new ProcessStartInfo("git", ["-C", Root, "ls-files", "-z"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var git = Process.Start(start)!;
        var names = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return names.Where(n => File.Exists(PathOf(n))).ToDictionary(n => n, n => new FileInfo(PathOf(n)).Length, StringComparer.Ordinal);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SemCom.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"no SemCom.sln above {AppContext.BaseDirectory}; run the tests from a clone");
    }
}
