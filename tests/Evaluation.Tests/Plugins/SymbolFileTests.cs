using SemCom.Evaluation.Plugins;

namespace SemCom.Evaluation.Tests.Plugins;

/// <summary>Judged by files that NumPy 1.24.2 wrote with numpy.save.</summary>
public sealed class SymbolFileTests
{
    private const string Complex64 = "k05VTVBZAQB2AHsnZGVzY3InOiAnPGM4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgIC"
        + "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAIA/AAAAQAAAAL8AAIA+";
    private const string Float32 = "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgIC"
        + "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAA/AABAQA==";

    private static readonly Complex32[] Symbols = [new(1, 2), new(-0.5f, 0.25f)];

    [Fact]
    public void NumPysFile_IsReadAndWritten()
    {
        Assert.Equal(Symbols, SymbolFile.Read(Convert.FromBase64String(Complex64)));
        Assert.Equal(Complex64, Convert.ToBase64String(SymbolFile.Write(Symbols, npy: true)));
        Assert.Equal(Float32, Convert.ToBase64String(SymbolFile.Write([0.5f, 3], npy: true)));
    }

    [Fact]
    public void RawPairs_AreLittleEndian() =>
        Assert.Equal(Symbols, SymbolFile.Read([0, 0, 0x80, 0x3F, 0, 0, 0, 0x40, 0, 0, 0, 0xBF, 0, 0, 0x80, 0x3E]));

    [Fact]
    public void OtherContent_IsNamed()
    {
        Assert.Equal("must be float32 pairs, 8 bytes a symbol (has 12 bytes)", Refused(new byte[12]));
        Assert.StartsWith("must be of type complex64, '<c8' (its .npy header is {'descr': '<f4'", Refused(Convert.FromBase64String(Float32)), StringComparison.Ordinal);
        Assert.Equal("ends within its .npy header", Refused(Convert.FromBase64String(Complex64)[..40]));
        Assert.Equal("ends within its .npy header", Refused(Convert.FromBase64String(Complex64)[..7]));
    }

    private static string Refused(byte[] file) => Assert.Throws<FormatException>(() => SymbolFile.Read(file)).Message;
}
