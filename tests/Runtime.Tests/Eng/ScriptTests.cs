using System.Diagnostics;
using System.Runtime.CompilerServices;
using SemCom.Runtime.Onnx;
using SemCom.Runtime.Tests.Models;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Runtime.Tests.Eng;

/// <summary>The scripts in eng/, which never touch the network here.</summary>
public class ScriptTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "eng"));

    [Fact]
    public void FetchScript_NamesTheSameFilesAndChecksumsAsTheLibrary()
    {
        var lines = Script("fetch-onnxruntime.sh").Split('\n');

        Assert.Contains($"\nversion={OnnxRelease.Version}\n", Script("fetch-onnxruntime.sh"), StringComparison.Ordinal);
        var rows = lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words is [_, _, _, { Length: 64 }])
            .Select(words => new OnnxRelease(words[0], words[1], words[3]));
        Assert.Equal(OnnxRelease.All, rows);
    }

    [Fact]
    public void FetchScript_WithTheLibraryInTheCache_OnlyPrintsItsPath()
    {
        RequireRelease(out var release);
        using var cache = new TemporaryFolder();
        var library = cache.File($"semcom/onnxruntime/{release.Sha256}/{release.FileName}", [1]);
        cache.File($"semcom/onnxruntime/{release.Sha256}/NOTICE", [1]);

        var (code, output, error) = Run("fetch-onnxruntime.sh", [], cache.Path, path: null);

        Assert.Equal((0, library + "\n", ""), (code, output, error));
    }

    [Fact]
    public void FetchScript_WithoutNode_SaysWhatToInstall()
    {
        RequireRelease(out _);
        using var cache = new TemporaryFolder();
        using var tools = new TemporaryFolder();
        foreach (var tool in (string[])["uname", "grep"])
            File.CreateSymbolicLink(tools.At(tool), Which(tool));

        var (code, output, error) = Run("fetch-onnxruntime.sh", [], cache.Path, tools.Path);

        Assert.Equal((2, ""), (code, output));
        Assert.Equal("fetch-onnxruntime: node was not found on PATH; install Node.js 18 or newer (it brings npm) and run this script again\n", error);
    }

    [Fact]
    public void FetchScript_RefusesALibraryWithAnotherChecksum_AndLeavesNothing()
    {
        RequireRelease(out var release);
        using var cache = new TemporaryFolder();
        using var tools = new TemporaryFolder();
        foreach (var tool in (string[])["uname", "grep", "mkdir", "mktemp", "rm", "tar", "gzip", "cut", "touch", "dirname"])
            File.CreateSymbolicLink(tools.At(tool), Which(tool));
        foreach (var tool in (string[])["sha256sum", "shasum"])
        {
            if (Find(tool) is { } judge)
                File.CreateSymbolicLink(tools.At(tool), judge);
        }
        Stub(tools, "node", "exit 0");
        Stub(tools, "npm", """
            mkdir -p "$4/package/bin/napi-v6/linux/x64" "$4/package/bin/napi-v6/linux/arm64" "$4/package/bin/napi-v6/darwin/arm64"
            cd "$4"
            for f in linux/x64/libonnxruntime.so.1 linux/arm64/libonnxruntime.so.1 darwin/arm64/libonnxruntime.1.dylib; do echo wrong >"package/bin/napi-v6/$f"; done
            tar -czf onnxruntime-node-1.30.0.tgz package
            """);

        var (code, output, error) = Run("fetch-onnxruntime.sh", [], cache.Path, tools.Path);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains($"SHA-256 must be {release.Sha256} (was ", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(cache.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void ManifestScript_WritesWhatTheCatalogueAccepts()
    {
        RequireBash();
        if (Find("node") is null)
            Assert.Skip("node is not installed");
        using var models = new ModelFolder();
        models.Flip(ModelFolder.Encoder, 10);
        Assert.Throws<SemComException>(() => models.Model().Verify());

        var (code, output, error) = Run("manifest.sh", [models.Path], "/nowhere", path: null);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains($"updated {ModelFolder.Encoder} {TestModels.Dense.Length} ", output, StringComparison.Ordinal);
        models.Model().Verify();
    }

    private static (int Code, string Output, string Error) Run(string script, string[] arguments, string cache, string? path)
    {
        var start = new ProcessStartInfo(Which("bash"), [Path.Combine(Folder, script), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_CACHE_HOME"] = cache;
        if (path is not null)
            start.Environment["PATH"] = path;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private static void Stub(TemporaryFolder tools, string name, string script)
    {
        var path = tools.File(name, System.Text.Encoding.UTF8.GetBytes($"#!{Which("bash")}\n{script}\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private static string Script(string name) => File.ReadAllText(Path.Combine(Folder, name));

    private static string Which(string tool) => Find(tool) ?? throw new InvalidOperationException($"{tool} is not installed");

    private static string? Find(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);

    private static void RequireRelease(out OnnxRelease release)
    {
        RequireBash();
        if (OnnxRelease.Current is null)
            Assert.Skip($"no library is pinned for {OnnxRelease.CurrentPlatform}");
        release = OnnxRelease.Current;
    }

    private static void RequireBash()
    {
        if (OperatingSystem.IsWindows() || Find("bash") is null)
            Assert.Skip("the scripts need bash");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
