using SemCom.Runtime.Onnx;

namespace SemCom.Runtime.Tests.Onnx;

public class OnnxLibraryTests
{
    [Fact]
    public void Load_GivesTheSameLibraryEveryTime_OfThePinnedVersion()
    {
        OnnxFact.RequireLibrary();
        var library = OnnxLibrary.Load();

        Assert.Same(library, OnnxLibrary.Load());
        Assert.Same(library, OnnxLibrary.Load(library.Path));
        if (Environment.GetEnvironmentVariable(OnnxLibraryLocator.Variable) is null)
            Assert.Equal(OnnxRelease.Version, library.Version);
    }

    [Fact]
    public void Load_OfASecondLibrary_IsRefused()
    {
        OnnxFact.RequireLibrary();
        using var folder = new TemporaryFolder();
        var other = folder.File("libother.so", [1]);

        var error = Assert.Throws<SemComException>(() => OnnxLibrary.Load(other));

        Assert.Contains("a process uses one", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingLibrary_NamesTheScriptToRun()
    {
        var error = Assert.Throws<SemComException>(() => OnnxLibraryLocator.Find(null, Nothing, "/nowhere"));

        Assert.Contains("run eng/fetch-onnxruntime.sh", error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine("/nowhere", "runtimes"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Places_AreTriedInOrder_CallerThenVariableThenApplicationThenCache()
    {
        var release = OnnxRelease.Current;
        if (release is null)
            Assert.Skip($"no library is pinned for {OnnxRelease.CurrentPlatform}");
        using var folder = new TemporaryFolder();
        var named = folder.File("named.so", [1]);
        var variable = folder.File("variable.so", [1]);
        var application = folder.File(Path.Combine("app", "runtimes", OnnxRelease.CurrentPlatform, "native", release.FileName), [1]);
        var cache = folder.File(Path.Combine("cache", "semcom", "onnxruntime", release.Sha256, release.FileName), [1]);
        var home = folder.File(Path.Combine("home", ".cache", "semcom", "onnxruntime", release.Sha256, release.FileName), [1]);
        string? Everything(string name) => name switch
        {
            OnnxLibraryLocator.Variable => variable,
            "XDG_CACHE_HOME" => folder.At("cache"),
            "HOME" => folder.At("home"),
            _ => null,
        };
        string? NoVariable(string name) => name == OnnxLibraryLocator.Variable ? null : Everything(name);

        Assert.Equal(named, OnnxLibraryLocator.Find(named, Everything, folder.At("app")));
        Assert.Equal(variable, OnnxLibraryLocator.Find(null, Everything, folder.At("app")));
        Assert.Equal(application, OnnxLibraryLocator.Find(null, NoVariable, folder.At("app")));
        Assert.Equal(cache, OnnxLibraryLocator.Find(null, NoVariable, folder.At("elsewhere")));
        Assert.Equal(home, OnnxLibraryLocator.Find(null, name => name == "HOME" ? folder.At("home") : null, folder.At("elsewhere")));
        Assert.Equal(home, OnnxLibraryLocator.Find(null, name => name == "XDG_CACHE_HOME" ? "cache" : NoVariable(name), folder.At("elsewhere"))); // relative: ignored
    }

    [Fact]
    public void NamedFileThatDoesNotExist_IsAnErrorEvenWhenAnotherWouldBeFound()
    {
        var error = Assert.Throws<SemComException>(
            () => OnnxLibraryLocator.Find(null, name => name == OnnxLibraryLocator.Variable ? "/no/gpu.so" : null, "/nowhere"));

        Assert.StartsWith("SEMCOM_ONNXRUNTIME: there is no file '/no/gpu.so'; ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatIsNoLibrary_IsNamed()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("text.so", "not a library"u8.ToArray());

        var error = Assert.Throws<SemComException>(() => OnnxLibrary.Open(path));

        Assert.StartsWith($"{path}: not a native library that this machine can load; ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LibraryWithoutTheApi_IsNamed()
    {
        var path = Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.*").FirstOrDefault();
        if (path is null)
            Assert.Skip("the framework's own native library has another name here");

        var error = Assert.Throws<SemComException>(() => OnnxLibrary.Open(path));

        Assert.StartsWith($"{path}: not ONNX Runtime, ", error.Message, StringComparison.Ordinal);
    }

    private static string? Nothing(string name) => name == "HOME" ? "/nowhere" : null;
}
