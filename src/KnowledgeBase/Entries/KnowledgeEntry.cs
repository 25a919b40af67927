using System.Buffers.Binary;
using SemCom.Wire;

namespace SemCom;

/// <summary>
/// Something that the members of a group know. Immutable; its address is the hash of its bytes. A later entry of the same kind and key takes the place of an earlier one.
/// On the wire a MessagePack array: ["semcom-kb", 1, kind, key, text, embedding, payload, provenance, expiry, access], the embedding as little-endian single precision numbers.
/// </summary>
public sealed class KnowledgeEntry : IEquatable<KnowledgeEntry>
{
    /// <summary>Most bytes of an entry on the wire.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>Most numbers of an embedding.</summary>
    public const int MaxDimensions = 4096;

    private const string Name = "knowledge entry";
    private const int MaxText = 65_536, MaxName = 256;

    private static readonly DocumentHead Head = new("semcom-kb", 1, 8);

    private readonly byte[] _bytes;
    private readonly float[] _embedding;
    private readonly byte[] _payload;

    /// <summary>Makes an entry.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="key">What it is known by within its kind, 1 to 256 characters.</param>
    /// <param name="payload">What it holds; copied.</param>
    /// <param name="embedding">Where it stands among the entries of its kind, finite numbers; empty where nobody will look for neighbours. Copied.</param>
    /// <param name="text">Words by which it is found, at most 65,536 characters.</param>
    /// <param name="provenance">Where it comes from, at most 256 characters.</param>
    /// <param name="expiry">When it is no longer true, to the millisecond; null for never.</param>
    /// <param name="access">Who may replace or remove it.</param>
    /// <exception cref="SemComException">A value breaks its rule, or the entry is larger than <see cref="MaxLength"/>.</exception>
    public KnowledgeEntry(KnowledgeKind kind, string key, ReadOnlySpan<byte> payload, ReadOnlySpan<float> embedding = default, string text = "", string provenance = "",
        DateTimeOffset? expiry = null, KnowledgeAccess access = KnowledgeAccess.Group)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(provenance);
        (Kind, Key, Text, Provenance, Access) = (kind, key, text, provenance, access);
        Expiry = expiry is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds()) : null;
        (_payload, _embedding) = (payload.ToArray(), embedding.ToArray());
        Check();
        _bytes = Encode();
        if (_bytes.Length > MaxLength)
            throw new SemComException($"a knowledge entry must have at most {MaxLength} bytes ('{key}' has {_bytes.Length}); divide its payload over several entries");
        Id = KnowledgeId.Of(_bytes);
    }

    /// <summary>The hash of <see cref="Bytes"/>.</summary>
    public KnowledgeId Id { get; }

    /// <summary>What it is.</summary>
    public KnowledgeKind Kind { get; }

    /// <summary>What it is known by within its kind.</summary>
    public string Key { get; }

    /// <summary>Words by which it is found.</summary>
    public string Text { get; }

    /// <summary>Where it stands among the entries of its kind; may be empty.</summary>
    public ReadOnlySpan<float> Embedding => _embedding;

    /// <summary>What it holds.</summary>
    public ReadOnlySpan<byte> Payload => _payload;

    /// <summary>Where it comes from.</summary>
    public string Provenance { get; }

    /// <summary>When it is no longer true; null for never.</summary>
    public DateTimeOffset? Expiry { get; }

    /// <summary>Who may replace or remove it.</summary>
    public KnowledgeAccess Access { get; }

    /// <summary>The entry on the wire.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The inverse of <see cref="Bytes"/>.</summary>
    /// <exception cref="SemComException">Another format or version, damaged data, or values that break their rules.</exception>
    public static KnowledgeEntry FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = Head.Read(bytes, Name);
        var (kind, key, text) = ((KnowledgeKind)reader.ReadInt32(0, int.MaxValue), reader.ReadText(4 * MaxName), reader.ReadText(4 * MaxText));
        var embedding = reader.ReadBinary(sizeof(float) * MaxDimensions);
        var payload = reader.ReadBinary(MaxLength);
        var (provenance, expiry, access) = (reader.ReadText(4 * MaxName), reader.ReadInt64(), (KnowledgeAccess)reader.ReadInt32(0, int.MaxValue));
        reader.End();
        if (embedding.Length % sizeof(float) != 0)
            throw reader.Fail("part of a number");
        var numbers = new float[embedding.Length / sizeof(float)];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(embedding[(sizeof(float) * i)..]);
        DateTimeOffset? end = expiry < 0 ? null : expiry <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(expiry) : throw reader.Fail("a time after the year 9999");
        return new KnowledgeEntry(kind, key, payload, numbers, text, provenance, end, access);
    }

    /// <summary>True when it is no longer true at a time.</summary>
    public bool IsExpiredAt(DateTimeOffset time) => Expiry <= time;

    /// <inheritdoc/>
    public bool Equals(KnowledgeEntry? other) => other is not null && Id == other.Id;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as KnowledgeEntry);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode();

    private void Check()
    {
        if (!Enum.IsDefined(Kind))
            throw new SemComException($"kind of a knowledge entry must be 1 to 6 (was {(int)Kind}); a newer version may know more");
        if (!Enum.IsDefined(Access))
            throw new SemComException($"access of a knowledge entry must be 0 or 1 (was {(int)Access}); a newer version may know more");
        Guard.InRange(Key.Length, 1, MaxName, "characters of a knowledge entry's key", "give a short name");
        Guard.InRange(Provenance.Length, 0, MaxName, "characters of a knowledge entry's provenance", "name the source shortly");
        Guard.InRange(Text.Length, 0, MaxText, "characters of a knowledge entry's text", "divide it over several entries");
        Guard.InRange(_embedding.Length, 0, MaxDimensions, "dimensions of an embedding", "use a smaller model");
        if (Array.Exists(_embedding, x => !float.IsFinite(x)))
            throw new SemComException($"numbers of an embedding must be finite ('{Key}' has others); compute it again");
        if (Expiry is { } time && time < DateTimeOffset.UnixEpoch)
            throw new SemComException($"expiry of a knowledge entry must be after 1970 ('{Key}' has {time:u}); leave it out for never");
    }

    private byte[] Encode()
    {
        var writer = Head.Open(_payload.Length + sizeof(float) * _embedding.Length + Text.Length + 256);
        writer.Write((long)Kind);
        writer.Write(Key);
        writer.Write(Text);
        var embedding = writer.BeginBinary(sizeof(float) * _embedding.Length);
        for (var i = 0; i < _embedding.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(embedding[(sizeof(float) * i)..], _embedding[i]);
        writer.WriteBinary(_payload);
        writer.Write(Provenance);
        writer.Write(Expiry?.ToUnixTimeMilliseconds() ?? -1);
        writer.Write((long)Access);
        return writer.TakeBytes();
    }
}
