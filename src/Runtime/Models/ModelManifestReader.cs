using System.Text.Json;

namespace SemCom.Runtime.Models;

/// <summary>Reads a manifest and checks what its types cannot say.</summary>
internal static class ModelManifestReader
{
    private const int Version = 1;
    private const int MaxWireId = 255;

    public static ModelManifest Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var manifest = JsonSerializer.Deserialize(stream, ModelManifestJson.Default.ModelManifest)
                ?? throw Fault(path, "the file must hold an object (was null)");
            Check(path, manifest);
            return manifest;
        }
        catch (JsonException exception)
        {
            var place = exception.LineNumber is { } line ? $"line {line + 1}: " : "";
            throw new SemComException($"{path}: {place}{FirstSentence(exception.Message)}; correct the file or restore it", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"{path}: cannot be read ({exception.Message}); check its permissions", exception);
        }
    }

    private static void Check(string path, ModelManifest manifest)
    {
        if (manifest.Version != Version)
            throw Fault(path, $"version must be {Version} (was {manifest.Version})");
        NoNulls(path, "models", manifest.Models);
        Unique(path, "id", manifest.Models.Select(model => model.Id));
        Unique(path, "wireId", manifest.Models.Where(IsCodec).Select(model => model.WireId));
        foreach (var model in manifest.Models)
        {
            if (model.Id.Length == 0 || !model.Id.All(IsIdCharacter))
                throw Fault(path, $"an id must be lower-case letters, digits and hyphens (was '{model.Id}')");
            if (!IsCodec(model) && model.WireId != 0)
                throw Fault(path, $"wireId of '{model.Id}' must be 0, for a {model.Modality} model is never sent with (was {model.WireId})");
            if (IsCodec(model) && model.WireId is < 1 or > MaxWireId)
                throw Fault(path, $"wireId of '{model.Id}' must be between 1 and {MaxWireId} (was {model.WireId})");
            NoNulls(path, $"files of '{model.Id}'", model.Files);
            NoNulls(path, $"inputs of '{model.Id}'", model.Inputs);
            NoNulls(path, $"outputs of '{model.Id}'", model.Outputs);
            Unique(path, $"role of '{model.Id}'", model.Files.Select(file => file.Role));
            CheckPath(path, model.Card);
            foreach (var file in model.Files)
            {
                CheckPath(path, file.Path);
                if (file.Bytes is < 1 or > int.MaxValue)
                    throw Fault(path, $"bytes of '{file.Path}' must be between 1 and {int.MaxValue} (was {file.Bytes})");
                if (file.Sha256.Length != 64 || !file.Sha256.All(char.IsAsciiHexDigitLower))
                    throw Fault(path, $"sha256 of '{file.Path}' must be 64 lower-case hexadecimal digits (was '{file.Sha256}')");
                CheckReference(path, model, file, "append", other => other.Append, "appends nothing itself");
                CheckReference(path, model, file, "base", other => other.Base, "has no base itself");
            }
        }
    }

    /// <summary>What a file refers to refers to nothing itself, so that no file leads back to itself.</summary>
    private static void CheckReference(string path, ModelRow model, ModelFile file, string field, Func<ModelFile, string?> reference, string rule)
    {
        if (reference(file) is not { } referred)
            return;
        var roles = model.Files.Where(other => reference(other) is null).Select(other => other.Role).ToList();
        if (!roles.Contains(referred, StringComparer.Ordinal))
        {
            throw Fault(path, $"{field} of '{file.Path}' must be the role of a file of '{model.Id}' that {rule}, "
                + $"{(roles.Count > 0 ? $"one of {string.Join(", ", roles)}" : "and there is none")} (was '{referred}')");
        }
    }

    private static bool IsCodec(ModelRow model) => ModelEntry.Carries(model.Modality);

    private static void CheckPath(string manifest, string path)
    {
        if (path.Length == 0 || path.Contains('\\') || path.Contains(':') || path.Split('/').Any(part => part is "" or "." or ".."))
            throw Fault(manifest, $"a path must lead into the models folder with forward slashes (was '{path}')");
    }

    private static void NoNulls(string path, string what, IReadOnlyList<object?> rows)
    {
        if (rows.Contains(null))
            throw Fault(path, $"{what} must not hold null");
    }

    private static bool IsIdCharacter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-';

    private static void Unique<T>(string path, string what, IEnumerable<T> values)
    {
        foreach (var group in values.GroupBy(value => value).Where(group => group.Count() > 1))
            throw Fault(path, $"{what} must be unique ('{group.Key}' occurs {group.Count()} times)");
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).ReplaceLineEndings(" ").TrimEnd('.');
    }

    private static SemComException Fault(string path, string what) => new($"{path}: {what}; correct the file or restore it");
}
