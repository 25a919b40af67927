using SemCom.Wire;

namespace SemCom.Core.Tests.Wire;

public class MessagePackMalformedTests
{
    private const int Documents = 300;

    [Fact]
    public void Documents_ComeBackAsTheyWere()
    {
        for (ulong i = 0; i < Documents; i++)
        {
            var document = RandomDocument.Create(i);
            var bytes = RandomDocument.Write(document);
            var back = RandomDocument.Read(bytes);
            Assert.Equal(RandomDocument.Describe(document), RandomDocument.Describe(back));
            Assert.Equal(bytes, RandomDocument.Write(back));
        }
    }

    [Fact]
    public void Truncation_AtEveryByte_IsRefused()
    {
        foreach (var bytes in Samples(maxBytes: 120))
        {
            for (var length = 0; length < bytes.Length; length++)
                Assert.Throws<SemComException>(() => RandomDocument.Read(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void EveryFlippedBit_IsRefusedOrReadsAsAnotherDocument()
    {
        foreach (var bytes in Samples(maxBytes: 30))
        {
            for (var bit = 0; bit < 8 * bytes.Length; bit++)
            {
                var damaged = bytes.ToArray();
                damaged[bit / 8] ^= (byte)(1 << bit % 8);
                try
                {
                    Assert.Equal(damaged, RandomDocument.Write(RandomDocument.Read(damaged)));
                }
                catch (SemComException e)
                {
                    Assert.DoesNotContain('\n', e.Message);
                }
            }
        }
    }

    [Theory]
    [InlineData("dbffffffff61")]
    [InlineData("c6ffffffff61")]
    [InlineData("c67fffffff61")]
    [InlineData("ddffffffff61")]
    [InlineData("dd7fffffff61")]
    [InlineData("dfffffffff61")]
    [InlineData("df7fffffff61")]
    [InlineData("91c600ffffff61")]
    public void GiantLengths_AreRefused_WithoutTheMemory(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<SemComException>(() => RandomDocument.Read(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Writer_LeavesNoBytesBehind_WhenTaken()
    {
        var writer = new MessagePackWriter(1);
        writer.Write(5);
        Assert.Equal([5], writer.TakeBytes());
        Assert.Equal(0, writer.Length);
    }

    private static IEnumerable<byte[]> Samples(int maxBytes)
    {
        for (ulong i = 0; i < Documents; i++)
        {
            var bytes = RandomDocument.Write(RandomDocument.Create(i));
            if (bytes.Length <= maxBytes)
                yield return bytes;
        }
    }
}
