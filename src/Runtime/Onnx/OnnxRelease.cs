using System.Runtime.InteropServices;

namespace SemCom.Runtime.Onnx;

/// <summary>
/// The pinned release of ONNX Runtime: one library file for each platform, with its checksum. The same table stands in
/// <c>eng/fetch-onnxruntime.sh</c>, which brings the file in.
/// </summary>
internal sealed record OnnxRelease(string Platform, string FileName, string Sha256)
{
    public const string Version = "1.30.0";

    public static IReadOnlyList<OnnxRelease> All { get; } =
    [
        new("linux-x64", "libonnxruntime.so.1", "ffb75a925ba05e47b235bb66e3e3911714a80b328a9c9425539feb204aa32a23"),
        new("linux-arm64", "libonnxruntime.so.1", "1f549d46250b005580b597f4164984aaf75b3bcb9f3aeb07c7f8a8fe60b23c76"),
        new("osx-arm64", "libonnxruntime.1.dylib", "685d2be5dba1309c89d3a5324b7fd06a5c42f1a61bfea32d14c4cc28d072121d"),
    ];

    /// <summary>The release for the machine that runs this, or null where none is pinned.</summary>
    public static OnnxRelease? Current => All.FirstOrDefault(release => release.Platform == CurrentPlatform);

    /// <summary>For example <c>linux-x64</c>: the short form of the runtime identifier.</summary>
    public static string CurrentPlatform { get; } = string.Concat(
        OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux",
        "-",
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant());
}
