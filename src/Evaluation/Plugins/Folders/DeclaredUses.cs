using System.Globalization;

namespace SemCom.Evaluation.Plugins;

/// <summary>Channel uses as the owner of reconstructions declares them: one number for all, or a CSV file with a line for each file, <c>file,uses</c>.</summary>
internal sealed class DeclaredUses
{
    private readonly int _same;
    private readonly string _name = "";
    private readonly Dictionary<string, int>? _each;

    /// <param name="file">The description: "uses" or "uses-file".</param>
    /// <exception cref="SemComException">There is none or both of them, or the file has a wrong line.</exception>
    public DeclaredUses(PluginFile file)
    {
        if (file.Has("uses") == file.Has("uses-file"))
            throw file.Error("channel uses must be declared once, as \"uses\" (a number) or \"uses-file\" (a CSV file with lines file,uses); add one of them");
        _same = file.Integer("uses", 0, 1, int.MaxValue);
        if (!file.Has("uses-file"))
            return;
        var path = file.ExistingFile("uses-file");
        (_name, _each, Checksum) = (file.Text("uses-file"), new(StringComparer.Ordinal), PluginChecksum.OfFile(path));
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0 || line == "file,uses")
                continue;
            var comma = line.LastIndexOf(',');
            if (comma < 1 || !int.TryParse(line.AsSpan(comma + 1), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var uses) || uses < 1)
                throw file.Error($"{_name}, line {number} must be a file and its channel uses, at least 1 (was '{line}'); write for example 7/harbour.png,4096");
            _each[file.FullPath(line[..comma].Trim())] = uses;
        }
    }

    /// <summary>Of the file; empty where there is none.</summary>
    public string Checksum { get; } = "";

    /// <summary>Channel uses of one reconstruction.</summary>
    /// <exception cref="SemComException">None are declared.</exception>
    public int Of(PluginJob job, string path) => _each is null ? _same
        : _each.TryGetValue(path, out var uses) ? uses
        : throw job.Error($"{_name} must have a line for every reconstruction and has none for {path}; add its channel uses");
}
