using System.IO.Compression;
using SemCom.Runtime.Models;
using SemCom.Runtime.Onnx;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Runtime.Tests.Models;

/// <summary>A network in two files, of which the second may be shared with other networks.</summary>
public sealed class SharedPartTests : IDisposable
{
    private const string Network = "image-test/divided.onnx";
    private const string Shared = "image-test/shared.onnx.gz";

    private readonly ModelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SharedPart_FollowsTheFileThatNamesIt_AndNoOther()
    {
        Divide(_folder);
        byte[] joined = [.. TestModels.DenseWithoutWeights, .. TestModels.DenseWeights()];

        Assert.Equal(joined, _folder.Model().OpenFile("divided"));
        Assert.Equal(TestModels.DenseWeights(), _folder.Model().OpenFile("shared"));
        Assert.Equal(TestModels.Dense, _folder.Model().OpenFile("encoder"));
        Assert.Equal(("shared", null), (_folder.Model().File("divided").Append, _folder.Model().File("encoder").Append));
        _folder.Model().Verify();
    }

    [Fact]
    public void DividedNetwork_AnswersAsTheWholeOne_ToTheBit()
    {
        OnnxFact.RequireLibrary();
        Divide(_folder);
        float[] values = [.. Enumerable.Range(0, 300).Select(i => MathF.Sin(0.7f * i) * MathF.Exp(0.01f * i))];

        using var whole = _folder.Model().CreateSession("encoder");
        using var divided = _folder.Model().CreateSession("divided");

        var expected = whole.Run(new OnnxInput("x", values, 100, 3))[0].Values;
        Assert.Contains(expected, y => y > 1);
        Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), divided.Run(new OnnxInput("x", values, 100, 3))[0].Values.Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void SessionsOfFilesThatDifferInTheSharedPart_AreDifferent()
    {
        OnnxFact.RequireLibrary();
        using var other = new ModelFolder();
        Divide(_folder);
        Divide(other, factor: 2);
        var x = new[] { 1f, 2f, 3f };

        var (one, two) = (ModelSessions.Get(_folder.Model(), "divided"), ModelSessions.Get(other.Model(), "divided"));

        Assert.Equal([5.25f, 8.5f], one.Run(new OnnxInput("x", x, 1, 3))[0].Values); // x W = (5, 9), b = (0.25, -0.5)
        Assert.Equal([10.25f, 17.5f], two.Run(new OnnxInput("x", x, 1, 3))[0].Values);
    }

    [Fact]
    public void DamagedOrMissingSharedPart_IsNamed_WhereItIsNeeded()
    {
        Divide(_folder);
        var path = _folder.At(Shared);

        _folder.Flip(Shared, 30);
        Assert.StartsWith($"{path}: damaged, SHA-256 must be ", Error(() => _folder.Model().OpenFile("divided")), StringComparison.Ordinal);
        Assert.StartsWith($"{path}: damaged, SHA-256 must be ", Error(() => _folder.Model().CreateSession("divided")), StringComparison.Ordinal);
        Assert.StartsWith($"{path}: damaged, SHA-256 must be ", Error(() => _folder.Model().Verify()), StringComparison.Ordinal);
        Assert.Equal(TestModels.Dense, _folder.Model().OpenFile("encoder"));

        File.AppendAllText(path, "x");
        Assert.StartsWith($"{path}: must have ", Error(() => _folder.Model().OpenFile("divided")), StringComparison.Ordinal);

        File.Delete(path);
        Assert.StartsWith($"{path}: the model file cannot be read (", Error(() => _folder.Model().OpenFile("divided")), StringComparison.Ordinal);
        Assert.Equal(TestModels.Dense, _folder.Model().OpenFile("encoder"));
    }

    [Theory]
    [InlineData("shard")] // there is none
    [InlineData("divided")] // itself
    [InlineData("Shared")]
    [InlineData("")]
    public void UnknownSharedPart_IsRefusedWithTheManifest(string role)
    {
        Divide(_folder, append: role);
        Assert.Equal(
            $"{_folder.At("manifest.json")}: append of '{Network}' must be the role of a file of 'image-test' that appends nothing itself, one of encoder, tables, shared (was '{role}'); "
            + "correct the file or restore it", Error(() => _folder.Model()));
    }

    [Fact]
    public void FilesThatAppendEachOther_AreRefusedWithTheManifest()
    {
        Divide(_folder, appendOfShared: "divided");
        Assert.Contains(
            $"append of '{Network}' must be the role of a file of 'image-test' that appends nothing itself, one of encoder, tables (was 'shared')", Error(() => _folder.Model()), StringComparison.Ordinal);
    }

    private static void Divide(ModelFolder folder, float factor = 1, string append = "shared", string? appendOfShared = null)
    {
        var packed = Pack(TestModels.DenseWeights(factor));
        File.WriteAllBytes(folder.At(Network), TestModels.DenseWithoutWeights);
        File.WriteAllBytes(folder.At(Shared), packed);
        folder.WriteManifest(ModelFolder.Manifest.Replace("\n      ],\n      \"card\"",
            $$"""
            ,
            {{Row("divided", Network, TestModels.DenseWithoutWeights, append)}},
            {{Row("shared", Shared, packed, appendOfShared)}}
            ], "card"
            """, StringComparison.Ordinal));
    }

    private static string Row(string role, string path, byte[] bytes, string? append) =>
        $$"""{ "role": "{{role}}", "path": "{{path}}", "bytes": {{bytes.Length}}, "sha256": "{{ModelFolder.Sha256(bytes)}}"{{(append is null ? "" : $", \"append\": \"{append}\"")}} }""";

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static string Error(Action action)
    {
        var error = Assert.Throws<SemComException>(action);
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }
}
