using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SemCom.Evaluation.Plugins;

/// <summary>The JSON file that describes a plugin: one object with keys in lower case. Paths in it are relative to its folder.</summary>
internal sealed partial class PluginFile
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly Dictionary<string, JsonElement> _values;
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);

    private PluginFile(string path, byte[] content, Dictionary<string, JsonElement> values)
    {
        (Path, _values) = (path, values);
        Folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        Sha256 = PluginChecksum.Of(content);
        Name = Text("name", System.IO.Path.GetFileNameWithoutExtension(path))!;
        if (!PlainName().IsMatch(Name))
            throw Error($"\"name\" must be letters, digits, '.', '-' and '_' (was '{Name}'); choose for example my-codec");
    }

    /// <summary>The file, as it was named.</summary>
    public string Path { get; }

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>Name of the system: what "name" says, or the file's name.</summary>
    public string Name { get; }

    /// <summary>Checksum of the file.</summary>
    public string Sha256 { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="SemComException">There is none, or it is no JSON object.</exception>
    public static PluginFile Read(string path)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"--systems: {path} cannot be read ({e.Message}); name a JSON file that describes a system", e);
        }
        try
        {
            using var document = JsonDocument.Parse(content.AsMemory(content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0), Lenient);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new SemComException($"{path}: must hold one JSON object (is {document.RootElement.ValueKind}); write {{ \"kind\": ... }}");
            var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
                values[property.Name] = property.Value.Clone();
            return new PluginFile(path, content, values);
        }
        catch (JsonException e)
        {
            throw new SemComException($"{path}: is no valid JSON (line {e.LineNumber + 1}: {e.Message.Split(" LineNumber")[0]}); correct it", e);
        }
    }

    /// <summary>True when the file has the key.</summary>
    public bool Has(string key)
    {
        _known.Add(key);
        return _values.ContainsKey(key);
    }

    /// <summary>A text that must be there.</summary>
    public string Text(string key) => Text(key, null) ?? throw Error($"\"{key}\" is missing; add it");

    /// <summary>A text.</summary>
    public string? Text(string key, string? otherwise) => !Has(key) ? otherwise
        : _values[key] is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text
        : throw Wrong(key, "a text that is not empty");

    /// <summary>One of several texts; without a default it must be there.</summary>
    public string Choice(string key, string? otherwise, IReadOnlyList<string> choices)
    {
        var text = otherwise is null ? Text(key) : Text(key, otherwise)!;
        return choices.Contains(text, StringComparer.Ordinal) ? text : throw Wrong(key, string.Join(" or ", choices.Select(c => $"\"{c}\"")));
    }

    /// <summary>A number within a range.</summary>
    public double Number(string key, double otherwise, double min, double max) => !Has(key) ? otherwise
        : _values[key] is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) && number >= min && number <= max ? number
        : throw Wrong(key, string.Create(CultureInfo.InvariantCulture, $"a number between {min} and {max}"));

    /// <summary>A whole number within a range.</summary>
    public int Integer(string key, int otherwise, int min, int max)
    {
        var number = Number(key, otherwise, min, max);
        return number % 1 == 0 ? (int)number : throw Wrong(key, "a whole number");
    }

    /// <summary>A list of texts; empty where there is none.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        if (!Has(key))
            return [];
        if (_values[key].ValueKind != JsonValueKind.Array || _values[key].EnumerateArray().Any(e => e.ValueKind != JsonValueKind.String))
            throw Wrong(key, "a list of texts");
        return [.. _values[key].EnumerateArray().Select(e => e.GetString()!)];
    }

    /// <summary>The full path of a file that a key names.</summary>
    /// <exception cref="SemComException">There is no such file.</exception>
    public string ExistingFile(string key)
    {
        var path = FullPath(Text(key));
        return File.Exists(path) ? path : throw Error($"\"{key}\" names '{Text(key)}', which is no file in {Folder}; correct the path");
    }

    /// <summary>A path relative to the file's folder.</summary>
    public string FullPath(string path) => System.IO.Path.GetFullPath(path, Folder);

    /// <summary>Refuses keys that nobody asked for.</summary>
    /// <exception cref="SemComException">There is such a key.</exception>
    public void RefuseUnknown()
    {
        if (_values.Keys.FirstOrDefault(key => !_known.Contains(key)) is { } unknown)
            throw Error($"unknown key \"{unknown}\"; known for this kind are {string.Join(", ", _known)}");
    }

    /// <summary>An error that begins with the file.</summary>
    public SemComException Error(string text) => new($"{Path}: {text}");

    private SemComException Wrong(string key, string rule) => Error($"\"{key}\" must be {rule} (was {_values[key].GetRawText()}); correct it");

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainName();
}
