using System.Runtime.InteropServices;

namespace SemCom.Runtime.Onnx;

/// <summary>
/// ONNX Runtime's native library, loaded once for the process in an explicit step. It is looked for, in this order, at the path
/// given by the caller, at the one in the variable <c>SEMCOM_ONNXRUNTIME</c>, beside the application in
/// <c>runtimes/&lt;platform&gt;/native/</c>, and in the user's cache folder, where <c>eng/fetch-onnxruntime.sh</c> puts it.
/// </summary>
public sealed unsafe class OnnxLibrary
{
    private static readonly Lock Gate = new();
    private static OnnxLibrary? _loaded;

    private OnnxLibrary(string path, string version, OrtApi api) => (Path, Version, Api) = (path, version, api);

    /// <summary>The file that was loaded.</summary>
    public string Path { get; }

    /// <summary>The version that the library states, for example <c>1.30.0</c>.</summary>
    public string Version { get; }

    internal OrtApi Api { get; }

    /// <summary>Loads the library, or returns it when it is loaded already.</summary>
    /// <param name="path">The library file; null looks for it.</param>
    /// <exception cref="SemComException">There is none, it is not ONNX Runtime 1.14 or newer for this platform, or another one is loaded.</exception>
    public static OnnxLibrary Load(string? path = null)
    {
        lock (Gate)
        {
            if (_loaded is null)
                return _loaded = Open(OnnxLibraryLocator.Find(path, Environment.GetEnvironmentVariable, AppContext.BaseDirectory));
            if (!string.IsNullOrEmpty(path) && System.IO.Path.GetFullPath(path) != _loaded.Path)
            {
                throw new SemComException(
                    $"ONNX Runtime library: a process uses one, and '{_loaded.Path}' is loaded already (asked for '{path}'); " +
                    "name it before the first session");
            }
            return _loaded;
        }
    }

    internal static OnnxLibrary Open(string path)
    {
        if (!NativeLibrary.TryLoad(path, out var module))
        {
            throw new SemComException(
                $"{path}: not a native library that this machine can load; run eng/fetch-onnxruntime.sh, which brings the right one");
        }
        if (!NativeLibrary.TryGetExport(module, "OrtGetApiBase", out var export))
            throw new SemComException($"{path}: not ONNX Runtime, the function OrtGetApiBase is missing; name an ONNX Runtime library");

        // OrtApiBase: { const OrtApi* GetApi(uint32 version); const char* GetVersionString(); }
        var entry = (nint*)((delegate* unmanaged<nint>)export)();
        var version = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)entry[1])()) ?? "unknown";
        var table = ((delegate* unmanaged<uint, nint>)entry[0])(OrtApi.Version);
        if (table == 0)
            throw new SemComException($"{path}: ONNX Runtime must be 1.{OrtApi.Version} or newer (is {version}); run eng/fetch-onnxruntime.sh");
        return new OnnxLibrary(path, version, new OrtApi(table));
    }
}
