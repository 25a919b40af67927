using System.Text.Json;

namespace SemCom.Evaluation;

/// <summary>Reads results that an evaluation has written.</summary>
public static class ResultsReader
{
    private const string FileName = "results.json";

    /// <summary>Reads <c>results.json</c>, or that of a folder.</summary>
    /// <exception cref="SemComException">There is none, it cannot be read, or it holds something else.</exception>
    public static ResultSet Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        return ResultSet.Of(Parse(file, Read(path, file)), file);
    }

    private static byte[] Read(string path, string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SemComException(path == file
                ? $"{file}: there is no such file; name a results.json, or the folder that 'semcom eval' wrote"
                : $"{path}: there is no {FileName} in this folder; name one that 'semcom eval' has finished", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"{file}: cannot be read ({e.Message.ReplaceLineEndings(" ")}); check its permissions", e);
        }
    }

    private static ResultsDocument Parse(string file, byte[] json)
    {
        if (json.Length == 0)
            throw new SemComException($"{file}: the file is empty; name a results.json that 'semcom eval' has finished");
        try
        {
            var document = JsonSerializer.Deserialize(json, EvaluationJson.Compact.ResultsDocument);
            if (document is not { Records: not null, Means: not null })
                throw new JsonException("records and means are missing");
            if (document.Records.Any(r => r is not { System: not null, Channel: not null, Source: not null })
                || document.Means.Any(m => m is not { System: not null, Channel: not null }))
            {
                throw new JsonException("a record or a mean is null");
            }
            return document.Records.Count > 0 && document.Means.Count > 0 ? document
                : throw new SemComException($"{file}: holds no results; name a results.json with at least one record");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new SemComException($"{file}: is not a results.json of 'semcom eval' ({Reason(e)}); name one", e);
        }
    }

    /// <summary>The first sentence, without the parser's path and position.</summary>
    private static string Reason(Exception e) => e.Message.ReplaceLineEndings(" ").Split(" Path:")[0].Split(". ")[0].TrimEnd('.');
}
