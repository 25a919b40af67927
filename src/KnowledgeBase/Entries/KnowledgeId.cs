using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SemCom;

/// <summary>The address of some content: its SHA-256. Equal contents have equal ids wherever they come from.</summary>
public readonly struct KnowledgeId : IEquatable<KnowledgeId>, IComparable<KnowledgeId>
{
    /// <summary>Bytes of an id.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    private readonly UInt128 _high, _low;

    /// <summary>Takes an id as it is.</summary>
    /// <param name="bytes"><see cref="Length"/> bytes.</param>
    /// <exception cref="SemComException">There are not so many.</exception>
    public KnowledgeId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new SemComException($"an id must have {Length} bytes (had {bytes.Length}); give the SHA-256 of the content");
        _high = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        _low = BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]);
    }

    /// <summary>The id of some content.</summary>
    public static KnowledgeId Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(content, hash);
        return new KnowledgeId(hash);
    }

    /// <summary>Reads 64 hexadecimal digits.</summary>
    /// <exception cref="SemComException">The text is something else.</exception>
    public static KnowledgeId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<byte> bytes = stackalloc byte[Length];
        return text.Length == 2 * Length && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done
            ? new KnowledgeId(bytes)
            : throw new SemComException($"an id must be {2 * Length} hexadecimal digits (was '{text}'); `semcom kb inspect` lists them");
    }

    /// <summary>Writes its bytes.</summary>
    public void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _high);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], _low);
    }

    /// <summary>Its bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public override string ToString() => Convert.ToHexStringLower(ToArray());

    /// <inheritdoc/>
    public bool Equals(KnowledgeId other) => _high == other._high && _low == other._low;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is KnowledgeId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _low.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(KnowledgeId other) => _high != other._high ? _high.CompareTo(other._high) : _low.CompareTo(other._low);

    /// <summary>True for the same bytes.</summary>
    public static bool operator ==(KnowledgeId a, KnowledgeId b) => a.Equals(b);

    /// <summary>True for other bytes.</summary>
    public static bool operator !=(KnowledgeId a, KnowledgeId b) => !a.Equals(b);

    /// <summary>Order of the bytes.</summary>
    public static bool operator <(KnowledgeId a, KnowledgeId b) => a.CompareTo(b) < 0;

    /// <summary>Order of the bytes.</summary>
    public static bool operator >(KnowledgeId a, KnowledgeId b) => a.CompareTo(b) > 0;

    /// <summary>Order of the bytes.</summary>
    public static bool operator <=(KnowledgeId a, KnowledgeId b) => a.CompareTo(b) <= 0;

    /// <summary>Order of the bytes.</summary>
    public static bool operator >=(KnowledgeId a, KnowledgeId b) => a.CompareTo(b) >= 0;
}
