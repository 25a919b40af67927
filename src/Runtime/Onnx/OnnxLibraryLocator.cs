namespace SemCom.Runtime.Onnx;

/// <summary>Where the native library may lie, in the order in which it is looked for.</summary>
internal static class OnnxLibraryLocator
{
    public const string Variable = "SEMCOM_ONNXRUNTIME";

    /// <summary>Finds the library file.</summary>
    /// <param name="explicitPath">The path that the caller named, or null. It and the variable are final: when named, nothing else is tried.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="applicationFolder">The folder of the running application.</param>
    /// <exception cref="SemComException">There is no such file.</exception>
    public static string Find(string? explicitPath, Func<string, string?> environment, string applicationFolder)
    {
        if (!string.IsNullOrEmpty(explicitPath))
            return Existing(explicitPath, "ONNX Runtime library");
        if (environment(Variable) is { Length: > 0 } named)
            return Existing(named, Variable);

        var places = Places(environment, applicationFolder).ToList();
        return places.Find(File.Exists) ?? throw new SemComException(
            $"ONNX Runtime's native library was not found (looked for {string.Join(", ", places)}); " +
            $"run eng/fetch-onnxruntime.sh once, or name the library in {Variable}");
    }

    private static string Existing(string path, string what) => File.Exists(path)
        ? Path.GetFullPath(path)
        : throw new SemComException($"{what}: there is no file '{path}'; name an ONNX Runtime library, or run eng/fetch-onnxruntime.sh and name none");

    private static IEnumerable<string> Places(Func<string, string?> environment, string applicationFolder)
    {
        var release = OnnxRelease.Current;
        var file = release?.FileName ?? (OperatingSystem.IsWindows() ? "onnxruntime.dll"
            : OperatingSystem.IsMacOS() ? "libonnxruntime.1.dylib" : "libonnxruntime.so.1");
        yield return Path.Combine(applicationFolder, "runtimes", OnnxRelease.CurrentPlatform, "native", file);
        if (release is not null && UserCache.Folder(environment) is { } cache)
            yield return Path.Combine(cache, "semcom", "onnxruntime", release.Sha256, file);
    }
}
