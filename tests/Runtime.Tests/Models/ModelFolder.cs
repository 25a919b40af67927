using System.Security.Cryptography;
using SemCom.Runtime.Models;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Runtime.Tests.Models;

/// <summary>A folder of models with one small model in it.</summary>
internal sealed class ModelFolder : IDisposable
{
    public const string Encoder = "image-test/encoder.onnx";

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

    public string At(string name) => _folder.At(name);

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
