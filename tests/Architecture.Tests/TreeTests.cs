namespace SemCom.Architecture.Tests;

public class TreeTests
{
    private const long MaxTreeBytes = 35L << 20;

    [Fact]
    public void TrackedTree_StaysBelow35MiB()
    {
        var files = Tracked();
        var total = files.Values.Sum();
        Assert.True(total < MaxTreeBytes, $"the tracked tree has {total >> 20} MiB; largest: "
            + string.Join(", ", files.OrderByDescending(f => f.Value).Take(5).Select(f => $"{f.Key} ({f.Value >> 10} KiB)")));
    }

    [Fact]
    public void Scripts_AreExecutableAndStartWithBash()
    {
        foreach (var script in new[] { "semcom", ".ci/run" })
        {
            Assert.StartsWith("#!/usr/bin/env bash\n", Repository.Read(script), StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows())
                Assert.True(File.GetUnixFileMode(Repository.PathOf(script)).HasFlag(UnixFileMode.UserExecute), $"{script} is not executable");
        }
    }

    [Fact]
    public void BuildOutput_IsNotTracked() =>
        Assert.DoesNotContain(Tracked().Keys, f => f.Split('/').Any(part => part is "bin" or "obj" or "artifacts" or "node_modules"));

    private static IReadOnlyDictionary<string, long> Tracked()
    {
        var files = Repository.TrackedFiles();
        if (files is null)
            Assert.Skip("not a git clone, so nothing says which files are tracked");
        Assert.Contains("SemCom.sln", files.Keys, StringComparer.Ordinal);
        return files;
    }
}
