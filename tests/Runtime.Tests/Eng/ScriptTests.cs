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

    [Fact]
    public void ManifestScript_StoresWhatAFileDiffersFromItsBase()
    {
        RequireBash();
        if (Find("node") is null)
            Assert.Skip("node is not installed");
        using var models = new ModelFolder();
        models.AddDifference(TestModels.Dense, TestModels.Dense);
        File.WriteAllBytes(models.At("image-test/other.onnx"), ModelFolder.Other);

        Assert.Equal((0, ""), Manifest());

        Assert.False(File.Exists(models.At("image-test/other.onnx")));
        Assert.Equal(ModelFolder.Other, models.Model().OpenFile("other"));

        File.WriteAllBytes(models.At("image-test/other.onnx"), ModelFolder.Other[1..]);
        var (code, error) = Manifest();
        Assert.Equal(2, code);
        Assert.Contains($"must be as long as its base, {TestModels.Dense.Length} bytes (has {TestModels.Dense.Length - 1})", error, StringComparison.Ordinal);

        (int, string) Manifest()
        {
            var run = Run("manifest.sh", [models.Path], "/nowhere", path: null);
            return (run.Code, run.Error);
        }
    }

    /// <summary>Two networks with a matrix in common, 25 KB, and one of their own each.</summary>
    [Fact]
    public void ShareScript_MovesWhatNetworksHaveInCommon_AndNothingElse()
    {
        OnnxFact.RequireLibrary();
        using var folder = new TemporaryFolder();
        var (first, second) = (TestModels.Two(80, own: 2), TestModels.Two(80, own: 3));
        folder.File("a.onnx", first);
        folder.File("b.onnx", second);

        var (code, output, error) = Share(folder);

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(3, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var shared = File.ReadAllBytes(folder.At("shared.onnx"));
        Assert.InRange(shared.Length, 4 * 80 * 80, (4 * 80 * 80) + 40);
        foreach (var (name, whole) in new[] { ("a.onnx", first), ("b.onnx", second) })
        {
            var part = File.ReadAllBytes(folder.At(name));
            Assert.InRange(whole.Length - part.Length, 4 * 80 * 80, (4 * 80 * 80) + 40);
            Assert.Equal(Answer(whole), Answer([.. part, .. shared]));
        }
        Assert.NotEqual(Answer(first), Answer(second));

        Assert.Equal((0, "", ""), Share(folder)); // nothing is left to do
        File.WriteAllBytes(folder.At("a.onnx"), first);
        Assert.StartsWith("divided ", Share(folder).Output, StringComparison.Ordinal); // one exported anew
        Assert.Equal(Answer(first), Answer([.. File.ReadAllBytes(folder.At("a.onnx")), .. File.ReadAllBytes(folder.At("shared.onnx"))]));
    }

    [Fact]
    public void ShareScript_LeavesAConstantThatDiffersWhereItIs()
    {
        OnnxFact.RequireLibrary();
        using var folder = new TemporaryFolder();
        byte[][] models = [TestModels.Two(80, own: 2), TestModels.Two(80, own: 3), TestModels.Two(80, own: 4, common: 0.5f)];
        folder.File("a.onnx", models[0]);
        folder.File("b.onnx", models[1]);
        Assert.Equal(0, Share(folder).Code);

        folder.File("c.onnx", models[2]); // with another matrix of the same name
        Assert.Equal(0, Share(folder).Code);

        var shared = File.ReadAllBytes(folder.At("shared.onnx"));
        Assert.InRange(shared.Length, 1, 40);
        for (var i = 0; i < models.Length; i++)
            Assert.Equal(Answer(models[i]), Answer([.. File.ReadAllBytes(folder.At("abc"[i] + ".onnx")), .. shared]));
    }

    private static int[] Answer(byte[] model)
    {
        using var session = OnnxSession.Load(model, "network", new OnnxSessionOptions { Threads = 1 });
        var x = Enumerable.Range(0, 80).Select(i => MathF.Cos(i)).ToArray();
        return [.. session.Run(new OnnxInput("x", x, 1, 80))[0].Values.Select(BitConverter.SingleToInt32Bits)];
    }

    private static (int Code, string Output, string Error) Share(TemporaryFolder folder)
    {
        var python = All("python3").FirstOrDefault(path => Start(path, ["-c", "import numpy"], _ => { }).Code == 0);
        if (python is null)
            Assert.Skip("python3 with NumPy is not installed");
        return Start(python, ["-B", Path.Combine(Folder, "..", "training", "image", "share.py"), folder.Path], _ => { });
    }

    private static (int Code, string Output, string Error) Run(string script, string[] arguments, string cache, string? path) =>
        Start(Which("bash"), [Path.Combine(Folder, script), .. arguments], environment =>
        {
            environment["XDG_CACHE_HOME"] = cache;
            if (path is not null)
                environment["PATH"] = path;
        });

    private static (int Code, string Output, string Error) Start(string program, string[] arguments, Action<IDictionary<string, string?>> configure)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        configure(start.Environment);
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

    private static string? Find(string tool) => All(tool).FirstOrDefault();

    private static IEnumerable<string> All(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, tool)).Where(File.Exists);

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
