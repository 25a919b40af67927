using System.Security.Cryptography;
using System.Text;

namespace SemCom.Evaluation.Plugins;

/// <summary>Checksums by which a sweep that goes on knows that nothing has changed.</summary>
internal static class PluginChecksum
{
    /// <summary>SHA-256 of some bytes.</summary>
    public static string Of(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>SHA-256 of a file.</summary>
    /// <exception cref="SemComException">It cannot be read.</exception>
    public static string OfFile(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"{path}: cannot be read ({e.Message}); check its permissions", e);
        }
    }

    /// <summary>One SHA-256 for names and contents of several files, in the order of their names; folders stand for all files below them.</summary>
    /// <param name="folder">Names are relative to it.</param>
    /// <param name="paths">Full paths of files and folders.</param>
    public static string OfFiles(string folder, IEnumerable<string> paths)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = paths.SelectMany(path => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories) : [path]);
        foreach (var file in files.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetRelativePath(folder, file)} {OfFile(file)}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
