using System.Security.Cryptography;
using SemCom.Wire;

namespace SemCom.Knowledge;

/// <summary>
/// Sealed records: ["semcom-kr", 2, group, author, sequence, time, list, key, nonce, sealed update, signature]. Group and author are the first 64 bits of their ids, list is the version of the list of
/// members that the author knew, key the number of the group key. All up to the nonce is the header, which AES-256-GCM (NIST SP 800-38D) authenticates with the update; the signature is over all
/// bytes before it. One thread at a time.
/// </summary>
internal sealed class RecordCode(KnowledgeId group, KnowledgeSecret secret, KeyRing keys)
{
    /// <summary>Latest time: the end of the year 9999.</summary>
    public const long MaxTime = 253_402_300_799_999;

    private const string Name = "knowledge record", Purpose = "semcom knowledge record 2";
    private const int NonceBytes = 12, TagBytes = 16, MaxUpdate = KnowledgeEntry.MaxLength + 16;

    private static readonly DocumentHead Head = new("semcom-kr", 2, 9);

    private readonly Dictionary<KnowledgeId, ECDsa> _authors = [];

    /// <summary>Seals an update under the newest group key, and signs it. The nonce of 96 bits is the operating system's.</summary>
    /// <exception cref="SemComException">The newest group key is not sealed for this member.</exception>
    public (byte[] Record, RecordNote Note) Seal(KnowledgeUpdate update, long sequence, long time, KnowledgeGroup members)
    {
        var number = members.List.Epochs[^1].Key;
        var key = keys.RecordKey(number, secret.KeyId) ?? throw members.NoKey();
        var (plain, nonce) = (update.ToBytes(), RandomNumberGenerator.GetBytes(NonceBytes));
        var writer = Head.Open(plain.Length + 256);
        writer.Write(IdPrefix.HeadOf(group));
        writer.Write(secret.KeyId);
        writer.Write(sequence);
        writer.Write(time);
        writer.Write((long)members.Version);
        writer.Write(number);
        writer.WriteBinary(nonce);
        var content = new byte[plain.Length + TagBytes];
        using (var cipher = new AesGcm(key, TagBytes))
            cipher.Encrypt(nonce, plain, content.AsSpan(0, plain.Length), content.AsSpan(plain.Length), writer.WrittenSpan);
        writer.WriteBinary(content);
        writer.WriteBinary(MemberSignature.Sign(secret.Key, Purpose, group, writer.WrittenSpan));
        var record = writer.TakeBytes();
        return (record, Note(record, secret.KeyId, sequence, time, update));
    }

    /// <summary>Checks and opens a record; who may write is the caller's to judge.</summary>
    /// <param name="record">The record.</param>
    /// <param name="members">The list of members.</param>
    /// <param name="update">What it says, if the verdict is that it is accepted.</param>
    /// <param name="note">What is to be remembered, likewise.</param>
    public KnowledgeVerdict Open(ReadOnlySpan<byte> record, KnowledgeGroup members, out KnowledgeUpdate? update, out RecordNote? note)
    {
        (update, note) = (null, null);
        var parts = new Parts();
        try
        {
            parts = Read(record);
        }
        catch (SemComException)
        {
            return KnowledgeVerdict.Damaged;
        }
        if (parts.Group != IdPrefix.HeadOf(group))
            return KnowledgeVerdict.AnotherGroup;
        if (members.Find(parts.Author) is not { } author)
            return parts.List > members.Version ? KnowledgeVerdict.NewerList : KnowledgeVerdict.UnknownAuthor;
        if (!MemberSignature.IsValid(Verifier(author), Purpose, group, record[..parts.SignedLength], parts.Signature))
            return KnowledgeVerdict.BadSignature;
        if (keys.Find(parts.Key) is null && parts.List > members.Version)
            return KnowledgeVerdict.NewerList;
        if (Open(record, parts) is not { } plain)
            return KnowledgeVerdict.CannotOpen;
        try
        {
            update = KnowledgeUpdate.FromBytes(plain);
        }
        catch (SemComException)
        {
            return KnowledgeVerdict.BadUpdate;
        }
        note = Note(record, parts.Author, parts.Sequence, parts.Time, update);
        return KnowledgeVerdict.Accepted;
    }

    /// <summary>The update of a record that was checked before.</summary>
    public KnowledgeUpdate Open(ReadOnlySpan<byte> record) => KnowledgeUpdate.FromBytes(Open(record, Read(record)) ?? throw new SemComException($"{Name}: must be undamaged in the store; get it from another member"));

    /// <summary>The version of the list that a record's author knew.</summary>
    public static int ListOf(ReadOnlySpan<byte> record) => Read(record).List;

    private static RecordNote Note(ReadOnlySpan<byte> record, ulong author, long sequence, long time, KnowledgeUpdate update) =>
        new(KnowledgeId.Of(record), author, sequence, time, (update.Kind, update.Key), update.Entry?.Id, update.Entry?.Access == KnowledgeAccess.Author);

    private ECDsa Verifier(KnowledgeMember author)
    {
        if (!_authors.TryGetValue(author.Fingerprint, out var key))
            _authors[author.Fingerprint] = key = MemberSignature.Import(author.SigningKey);
        return key;
    }

    private byte[]? Open(ReadOnlySpan<byte> record, Parts parts)
    {
        if (keys.RecordKey(parts.Key, parts.Author) is not { } key)
            return null;
        var plain = new byte[parts.Content.Length - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        try
        {
            cipher.Decrypt(parts.Nonce, parts.Content[..^TagBytes], parts.Content[^TagBytes..], plain, record[..parts.HeaderLength]);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static Parts Read(ReadOnlySpan<byte> record)
    {
        var reader = Head.Read(record, Name);
        var parts = new Parts
        {
            Group = reader.ReadUInt64(),
            Author = reader.ReadUInt64(),
            Sequence = reader.ReadInt64(),
            Time = reader.ReadInt64(),
            List = reader.ReadInt32(1, int.MaxValue),
            Key = reader.ReadUInt64(),
            Nonce = reader.ReadBinary(NonceBytes),
            HeaderLength = reader.Position,
            Content = reader.ReadBinary(MaxUpdate + TagBytes),
            SignedLength = reader.Position,
            Signature = reader.ReadBinary(MemberSignature.Length),
        };
        reader.End();
        return parts.Sequence > 0 && parts.Time is >= 0 and <= MaxTime && parts.Nonce.Length == NonceBytes && parts.Content.Length >= TagBytes ? parts : throw reader.Fail("a number out of its range");
    }

    private ref struct Parts
    {
        public ulong Group, Author, Key;
        public long Sequence, Time;
        public int List, HeaderLength, SignedLength;
        public ReadOnlySpan<byte> Nonce, Content, Signature;
    }
}
