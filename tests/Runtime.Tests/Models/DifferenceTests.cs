using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Runtime.Tests.Models;

/// <summary>A network that is stored as what it differs from another one.</summary>
public sealed class DifferenceTests : IDisposable
{
    private readonly ModelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Difference_IsPutTogetherWithItsBase()
    {
        _folder.AddDifference(ModelFolder.Other, TestModels.Dense);

        Assert.Equal(ModelFolder.Other, _folder.Model().OpenFile("other"));
        Assert.Equal(TestModels.Dense, _folder.Model().OpenFile("encoder"));
        _folder.Model().Verify();
    }

    [Fact]
    public void DifferenceOfAnotherLength_IsNamed()
    {
        _folder.AddDifference(ModelFolder.Other[1..], TestModels.Dense[1..]);

        var error = Assert.Throws<SemComException>(() => _folder.Model().OpenFile("other"));
        Assert.Equal($"{_folder.At(ModelFolder.Difference)}: must have as many bytes as '{ModelFolder.Encoder}' when both are unpacked, {TestModels.Dense.Length} (has {TestModels.Dense.Length - 1}); make it again with eng/manifest.sh", error.Message);
    }

    [Fact]
    public void DamagedBase_IsNamed_WhereItIsNeeded()
    {
        _folder.AddDifference(ModelFolder.Other, TestModels.Dense);
        _folder.Flip(ModelFolder.Encoder, 10);

        Assert.StartsWith($"{_folder.At(ModelFolder.Encoder)}: damaged, SHA-256 must be ", Assert.Throws<SemComException>(() => _folder.Model().OpenFile("other")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other")] // itself
    [InlineData("decoder")] // there is none
    public void UnknownBase_IsRefusedWithTheManifest(string role)
    {
        _folder.AddDifference(ModelFolder.Other, TestModels.Dense, role);
        var error = Assert.Throws<SemComException>(() => _folder.Model());
        Assert.Equal($"{_folder.At("manifest.json")}: base of '{ModelFolder.Difference}' must be the role of a file of 'image-test' that has no base itself, one of encoder, tables (was '{role}'); correct the file or restore it", error.Message);
    }
}
