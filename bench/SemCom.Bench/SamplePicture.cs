namespace SemCom.Bench;

/// <summary>Finds samples/pictures/harbour.png in the clone that the benchmarks were built in.</summary>
internal static class SamplePicture
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "samples", "pictures", "harbour.png");
            if (File.Exists(candidate))
                return candidate;
        }
        throw new FileNotFoundException($"samples/pictures/harbour.png is not above {AppContext.BaseDirectory}; run the benchmarks from a clone");
    }
}
