using System.Security.Cryptography;
using SemCom.Runtime;

namespace SemCom.Evaluation.Rivals;

/// <summary>
/// Small files that spare a second sweep its work: <c>semcom/rivals</c> in the user's cache folder, or what <c>SEMCOM_RIVALS_CACHE</c> names, <c>off</c>
/// for none. A file that is missing, damaged or cannot be written is only work done again.
/// </summary>
internal sealed class CacheFolder(string? root)
{
    private const string Variable = "SEMCOM_RIVALS_CACHE";
    private const int CheckBytes = 8;

    /// <summary>The folder that the environment names.</summary>
    public static CacheFolder OfUser() => new(Environment.GetEnvironmentVariable(Variable) switch
    {
        "off" => null,
        { Length: > 0 } named => Path.GetFullPath(named),
        _ => UserCache.Folder(Environment.GetEnvironmentVariable) is { } cache ? Path.Combine(cache, "semcom", "rivals") : null,
    });

    /// <summary>What was written under a name; null when there is nothing usable.</summary>
    public byte[]? Read(string name)
    {
        if (root is null)
            return null;
        try
        {
            var file = File.ReadAllBytes(Path.Combine(root, name));
            var content = file.AsSpan(Math.Min(CheckBytes, file.Length));
            return file.Length > CheckBytes && Check(content).SequenceEqual(file.AsSpan(0, CheckBytes)) ? content.ToArray() : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes a file, complete or not at all.</summary>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        if (root is null)
            return;
        var path = Path.Combine(root, name);
        var partial = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(partial, [.. Check(content), .. content]);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full or read-only disk: the next sweep computes it again.
        }
    }

    private static ReadOnlySpan<byte> Check(ReadOnlySpan<byte> content) => SHA256.HashData(content).AsSpan(0, CheckBytes);
}
