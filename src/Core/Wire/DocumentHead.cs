namespace SemCom.Wire;

/// <summary>How a document on the wire begins: a MessagePack array of a format name, a version and as many fields as the format has. A document of another format or version is refused in one line.</summary>
/// <param name="Format">Format name, at most 31 bytes.</param>
/// <param name="Version">The one version that this program writes and reads.</param>
/// <param name="FieldCount">Values after the version.</param>
public sealed record DocumentHead(string Format, int Version, int FieldCount)
{
    private const int MaxNameBytes = 31, HeadItems = 2;

    /// <summary>Bytes of the head.</summary>
    public long Length => MessagePackSize.ContainerHead(HeadItems + FieldCount) + MessagePackSize.Text(Format) + MessagePackSize.Integer(Version);

    /// <summary>Starts a document.</summary>
    /// <param name="capacity">Expected length of the whole in bytes.</param>
    public MessagePackWriter Open(int capacity = 256)
    {
        var writer = new MessagePackWriter(capacity);
        writer.WriteArrayHead(HeadItems + FieldCount);
        writer.Write(Format);
        writer.Write((long)Version);
        return writer;
    }

    /// <summary>Checks the head; the reader then stands before the first field, and its <see cref="MessagePackReader.End"/> finds fields too many or too few.</summary>
    /// <param name="data">The document.</param>
    /// <param name="name">What messages call it, for example "knowledge entry".</param>
    /// <exception cref="SemComException">Another format or version, or damaged bytes.</exception>
    public MessagePackReader Read(ReadOnlySpan<byte> data, string name)
    {
        var reader = new MessagePackReader(data, name);
        var items = reader.ReadArrayHead(int.MaxValue);
        if (!string.Equals(reader.ReadText(MaxNameBytes), Format, StringComparison.Ordinal))
            throw reader.Fail("another format's name");
        var version = reader.ReadInt32(int.MinValue, int.MaxValue);
        if (version != Version)
            throw new SemComException($"{name} must have version {Version} (was {version}); use the same SemCom version at both ends");
        return items == HeadItems + FieldCount ? reader : throw reader.Fail($"{items - HeadItems} fields where {FieldCount} belong");
    }
}
