using System.IO.Compression;
using System.Security.Cryptography;
using SemCom.Runtime.Models;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Runtime.Tests.Models;

/// <summary>A folder of models with one small model in it.</summary>
internal sealed class ModelFolder : IDisposable
{
    public const string Encoder = "image-test/encoder.onnx";
    public const string Difference = "image-test/other.onnx.difference.gz";

    private readonly TemporaryFolder _folder = new();

    public ModelFolder()
    {
        _folder.File(Encoder, TestModels.Dense);
        _folder.File("image-test/tables.json", "{}"u8.ToArray());
        WriteManifest(Manifest);
    }

    public string Path => _folder.Path;

    public static string Manifest { get; } = $$"""
        {
          "version": 1,
          "models": [
            {
              "id": "image-test", "wireId": 7, "modality": "picture",
              "files": [
                { "role": "encoder", "path": "{{Encoder}}", "bytes": {{TestModels.Dense.Length}}, "sha256": "{{Sha256(TestModels.Dense)}}" },
                { "role": "tables", "path": "image-test/tables.json", "bytes": 2, "sha256": "{{Sha256("{}"u8.ToArray())}}" }
              ],
              "card": "image-test/README.md",
              "inputs": [ { "name": "x", "shape": "[n, 3]", "unit": "none" } ],
              "outputs": [ { "name": "y", "shape": "[n, 2]", "unit": "none" } ]
            }
          ]
        }
        """;

    /// <summary>As long as the encoder's file; some of its bytes are smaller, others larger.</summary>
    public static byte[] Other { get; } = [.. TestModels.Dense.Select((value, i) => (byte)(i % 3 == 0 ? value - 7 * i : value))];

    public string At(string name) => _folder.At(name);

    /// <summary>Adds a file that is stored as what it differs from another one.</summary>
    public void AddDifference(byte[] content, byte[] of, string role = "encoder")
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write([.. content.Zip(of, (value, other) => (byte)(value - other))]);
        var bytes = packed.ToArray();
        _folder.File(Difference, bytes);
        WriteManifest(Manifest.Replace("\n      ],\n      \"card\"",
            $$"""
            ,
            { "role": "other", "path": "{{Difference}}", "bytes": {{bytes.Length}}, "sha256": "{{Sha256(bytes)}}", "base": "{{role}}" }
            ], "card"
            """, StringComparison.Ordinal));
    }

    public void WriteManifest(string json) => _folder.File("manifest.json", System.Text.Encoding.UTF8.GetBytes(json));

    public ModelEntry Model() => ModelCatalogue.Open(Path).Find("image-test");

    public void Flip(string name, int at)
    {
        var bytes = File.ReadAllBytes(At(name));
        bytes[at] ^= 1;
        File.WriteAllBytes(At(name), bytes);
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public void Dispose() => _folder.Dispose();
}
