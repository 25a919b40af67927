using SemCom.Evaluation.Rivals;

namespace SemCom.Evaluation.Plugins;

/// <summary>Systems that users bring: a JSON file says what computes them.</summary>
internal static class PluginSystems
{
    private const string Ending = ".json";

    /// <summary>True for what <c>--systems</c> takes as a file.</summary>
    public static bool IsFile(string name) => name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>Makes the system that a file describes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bench">Measured error rates, for byte codecs.</param>
    /// <exception cref="SemComException">The file cannot be read or breaks a rule, or something that it names is missing.</exception>
    public static ISystem Create(string path, Func<RivalWorkbench> bench)
    {
        var file = PluginFile.Read(path);
        var system = file.Choice("kind", null, ["program", "onnx", "folder"]) switch
        {
            "program" => Program(file, bench),
            "onnx" => new SymbolSystem(file, new NetworkSymbolCodec(file)),
            _ => new FolderSystem(file),
        };
        file.RefuseUnknown();
        return system;
    }

    /// <summary>A program that writes symbols, or one that writes bytes: the encoder's placeholders tell.</summary>
    private static PluginSystem Program(PluginFile file, Func<RivalWorkbench> bench)
    {
        var encoder = file.Text("encoder");
        return (encoder.Contains("{symbols}", StringComparison.Ordinal), encoder.Contains("{bytes}", StringComparison.Ordinal)) switch
        {
            (true, false) => new SymbolSystem(file, new ProgramSymbolCodec(file)),
            (false, true) => new ByteSystem(file, new ProgramByteCodec(file), bench()),
            _ => throw file.Error($"\"encoder\" must hold {{symbols}} or {{bytes}}, the file that it writes, and not both (was '{encoder}'); write for example \"./encode {{in}} {{symbols}}\""),
        };
    }
}
