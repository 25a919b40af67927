using SemCom.Knowledge;

namespace SemCom;

/// <summary>A member of a group as its list says.</summary>
public sealed class KnowledgeMember
{
    /// <summary>Bytes of a public key: two points of the curve P-256 (FIPS 186-5), x and y of 32 bytes each. By the first the member signs, for the second group keys are sealed.</summary>
    public const int PublicKeyLength = MemberSignature.KeyLength + Knowledge.AgreementKey.PublicLength;

    /// <summary>Most characters of a name.</summary>
    public const int MaxName = 64;

    private readonly byte[] _publicKey;

    /// <summary>Makes a member.</summary>
    /// <param name="name">What people call it, 1 to 64 characters.</param>
    /// <param name="publicKey"><see cref="KnowledgeSecret.PublicKey"/> of the member; copied.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="accepted">Of a member that may no longer write: addresses of its records that stand. Of others, nothing.</param>
    /// <exception cref="SemComException">A value breaks its rule.</exception>
    public KnowledgeMember(string name, ReadOnlySpan<byte> publicKey, KnowledgeRole role, IEnumerable<KnowledgeId>? accepted = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        Guard.InRange(name.Length, 1, MaxName, "characters of a member's name", "give a short name");
        if (!Enum.IsDefined(role))
            throw new SemComException($"role of '{name}' must be 1 to 4 (was {(int)role}); a newer version may know more");
        if (publicKey.Length != PublicKeyLength || !MemberSignature.IsKey(publicKey[..MemberSignature.KeyLength]) || !Knowledge.AgreementKey.IsPublic(publicKey[MemberSignature.KeyLength..]))
            throw new SemComException($"public key of '{name}' must be two points of P-256 in {PublicKeyLength} bytes (had {publicKey.Length}); ask the member for it again");
        (Name, _publicKey, Role, Accepted) = (name, publicKey.ToArray(), role, [.. (accepted ?? []).Distinct().Order()]);
        if (MayWrite && Accepted.Count > 0)
            throw new SemComException($"a list of accepted records must belong to a member that may not write ('{name}' may); leave it out");
        Fingerprint = KnowledgeId.Of(publicKey);
    }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>What it may do.</summary>
    public KnowledgeRole Role { get; }

    /// <summary>Its keys (<see cref="KnowledgeSecret.PublicKey"/>).</summary>
    public ReadOnlySpan<byte> PublicKey => _publicKey;

    /// <summary>First 64 bits of the SHA-256 of its public key, by which its records name it.</summary>
    public ulong KeyId => IdPrefix.HeadOf(Fingerprint);

    /// <summary>Addresses of records that stand though it may no longer write, in ascending order.</summary>
    public IReadOnlyList<KnowledgeId> Accepted { get; }

    /// <summary>True for owner and writers.</summary>
    public bool MayWrite => Role is KnowledgeRole.Owner or KnowledgeRole.Writer;

    /// <summary>SHA-256 of its public key.</summary>
    internal KnowledgeId Fingerprint { get; }

    internal ReadOnlySpan<byte> SigningKey => _publicKey.AsSpan(0, MemberSignature.KeyLength);

    internal ReadOnlySpan<byte> AgreementKey => _publicKey.AsSpan(MemberSignature.KeyLength);

    /// <summary>The newest group key, sealed for it (<see cref="GroupKey.Seal"/>); empty for removed members, and before the owner has taken it in.</summary>
    internal byte[] Seal { get; init; } = [];

    internal KnowledgeMember WithSeal(byte[] seal) => new(Name, _publicKey, Role, Accepted) { Seal = seal };
}
