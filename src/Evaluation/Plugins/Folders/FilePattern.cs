using System.Text.RegularExpressions;

namespace SemCom.Evaluation.Plugins;

/// <summary>A path with placeholders, for example <c>decoded/{channel}/{snr-db}/{source}.png</c>.</summary>
internal sealed partial class FilePattern
{
    private static readonly string[] Known = ["source", "channel", "snr-db", "cbr", "seed"];

    private readonly string _path;

    /// <param name="file">The description.</param>
    /// <param name="key">Where the pattern stands.</param>
    /// <exception cref="SemComException">A placeholder is unknown, {source} is missing, or the folder does not exist.</exception>
    public FilePattern(PluginFile file, string key)
    {
        Text = file.Text(key);
        var used = Placeholder().Matches(Text).Select(m => m.Value[1..^1]).ToList();
        if (used.Find(name => !Known.Contains(name, StringComparer.Ordinal)) is { } unknown)
            throw file.Error($"\"{key}\" has the unknown placeholder {{{unknown}}}; known are {string.Join(", ", Known.Select(p => $"{{{p}}}"))}");
        if (!used.Contains("source", StringComparer.Ordinal))
            throw file.Error($"\"{key}\" must hold {{source}}, the picture's name without its ending (was '{Text}'); write for example decoded/{{snr-db}}/{{source}}.png");
        var open = Text.IndexOf('{', StringComparison.Ordinal);
        Root = file.FullPath(Text[..(Text.LastIndexOf('/', open) + 1)]);
        if (!Directory.Exists(Root))
            throw file.Error($"\"{key}\" begins with the folder '{Root}', which does not exist; correct the path");
        _path = file.FullPath(Text);
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>The folder in front of the first placeholder.</summary>
    public string Root { get; }

    /// <summary>The path for one transmission.</summary>
    public string Fill(PluginJob job) => Placeholder().Replace(_path, m => m.Value[1..^1] switch
    {
        "source" => Path.GetFileNameWithoutExtension(job.SourceName),
        "channel" => Unsafe().Replace(job.Channel, "-"),
        "snr-db" => ProgramValues.Text(Rounding.Value(job.Conditions.SnrDb)),
        "cbr" => ProgramValues.Text(Rounding.Cbr(job.Conditions.Cbr)),
        _ => ProgramValues.Text(job.Conditions.Seed),
    });

    /// <summary>All files that some transmission could name.</summary>
    public IEnumerable<string> AllFiles()
    {
        var any = new Regex($"^{Placeholder().Replace(Regex.Escape(_path).Replace("\\{", "{", StringComparison.Ordinal), "[^/\\\\]+")}$",
            RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);
        return Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Where(path => any.IsMatch(path));
    }

    [GeneratedRegex(@"\{[a-z-]+\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    /// <summary>What has no place in file names.</summary>
    [GeneratedRegex("[^A-Za-z0-9._-]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unsafe();
}
