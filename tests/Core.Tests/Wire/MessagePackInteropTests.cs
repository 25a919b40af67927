using System.Buffers.Binary;
using System.Text;

namespace SemCom.Core.Tests.Wire;

/// <summary>Judges our MessagePack by @msgpack/msgpack, the format's reference implementation for JavaScript.</summary>
public sealed class MessagePackInteropTests(NodeMessagePack node) : IClassFixture<NodeMessagePack>, IDisposable
{
    private const int Documents = 500;
    private readonly string _folder = Directory.CreateTempSubdirectory("semcom-msgpack-").FullName;

    [Fact]
    public void OtherImplementation_ReadsWhatWeWrite_AndWeReadWhatItWrites()
    {
        if (node.MissingReason is { } reason)
            Assert.Skip(reason);
        var documents = Enumerable.Range(0, Documents).Select(i => RandomDocument.Create((ulong)i)).ToArray();
        var input = Path.Combine(_folder, "input");
        using (var stream = File.Create(input))
        {
            foreach (var document in documents)
                Append(stream, RandomDocument.Write(document));
        }

        var output = Path.Combine(_folder, "output");
        node.Run(input, output);
        ReadOnlySpan<byte> records = File.ReadAllBytes(output);
        foreach (var document in documents)
        {
            var expected = RandomDocument.Describe(document);
            Assert.Equal(expected, Encoding.UTF8.GetString(Next(ref records)));
            Assert.Equal(expected, RandomDocument.Describe(RandomDocument.Read(Next(ref records))));
        }
        Assert.Equal(0, records.Length);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Append(FileStream stream, byte[] record)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)record.Length);
        stream.Write(length);
        stream.Write(record);
    }

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> records)
    {
        var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(records);
        var record = records.Slice(sizeof(uint), length);
        records = records[(sizeof(uint) + length)..];
        return record;
    }
}
