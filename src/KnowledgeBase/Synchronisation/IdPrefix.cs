using System.Buffers.Binary;

namespace SemCom.Knowledge;

/// <summary>The first hexadecimal digits of ids, by which a branch of their tree is named.</summary>
/// <param name="Bits">The digits, the first one highest; zero after the last.</param>
/// <param name="Length">How many, 0 to 16.</param>
internal readonly record struct IdPrefix(ulong Bits, int Length)
{
    public const int MaxLength = 16;

    private const int DigitBits = 4;

    public static IdPrefix Root => default;

    /// <summary>The first 64 bits of an id, by which messages name it.</summary>
    public static ulong HeadOf(KnowledgeId id)
    {
        Span<byte> bytes = stackalloc byte[KnowledgeId.Length];
        id.CopyTo(bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    /// <summary>One hexadecimal digit of an id.</summary>
    public static int Digit(KnowledgeId id, int place)
    {
        Span<byte> bytes = stackalloc byte[KnowledgeId.Length];
        id.CopyTo(bytes);
        return place % 2 == 0 ? bytes[place / 2] >> DigitBits : bytes[place / 2] & (IdTree.Fan - 1);
    }

    /// <summary>One of the digits.</summary>
    public int this[int place] => (int)(Bits >> (60 - DigitBits * place)) & (IdTree.Fan - 1);

    public IdPrefix Child(int digit) => new(Bits | ((ulong)digit << (60 - DigitBits * Length)), Length + 1);

    /// <summary>True when an id begins with it.</summary>
    public bool Contains(ulong head) => Length == 0 || (head ^ Bits) >> (64 - DigitBits * Length) == 0;

    /// <summary>True when no bit stands after the last digit.</summary>
    public bool IsCanonical => Length is >= 0 and <= MaxLength && (Length == MaxLength || Bits << (DigitBits * Length) == 0);
}
