using System.Security.Cryptography;
using SemCom.Wire;

namespace SemCom.Knowledge;

/// <summary>
/// Sealed records: ["semcom-kr", 1, group, author, sequence, time, list, nonce, sealed update, signature]. Group and author are the first 64 bits of their ids, list is the version of the list of
/// members that the author knew. All up to the nonce is the header, which AES-256-GCM (NIST SP 800-38D) authenticates with the update; the signature is over all bytes before it.
/// </summary>
internal sealed class RecordCode(KnowledgeId group, KnowledgeSecret secret)
{
    public const string Format = "semcom-kr";

    /// <summary>Latest time: the end of the year 9999.</summary>
    public const long MaxTime = 253_402_300_799_999;

    private const string Name = "knowledge record", Purpose = "semcom knowledge record 1";
    private const int Version = 1, Items = 10, NonceBytes = 12, TagBytes = 16, MaxUpdate = KnowledgeEntry.MaxLength + 16;

    /// <summary>Seals and signs an update. The nonce of 96 bits is the operating system's.</summary>
    public byte[] Seal(KnowledgeUpdate update, long sequence, long time, int list)
    {
        var (plain, nonce) = (update.ToBytes(), RandomNumberGenerator.GetBytes(NonceBytes));
        var writer = new MessagePackWriter(plain.Length + 256);
        writer.WriteArrayHead(Items);
        writer.Write(Format);
        writer.Write((long)Version);
        writer.Write(IdPrefix.HeadOf(group));
        writer.Write(secret.KeyId);
        writer.Write(sequence);
        writer.Write(time);
        writer.Write((long)list);
        writer.WriteBinary(nonce);
        var content = new byte[plain.Length + TagBytes];
        using (var cipher = new AesGcm(secret.RecordKey(group, secret.KeyId), TagBytes))
            cipher.Encrypt(nonce, plain, content.AsSpan(0, plain.Length), content.AsSpan(plain.Length), writer.WrittenSpan);
        writer.WriteBinary(content);
        writer.WriteBinary(MemberSignature.Sign(secret.Key, Purpose, group, writer.WrittenSpan));
        return writer.TakeBytes();
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
        using (var key = MemberSignature.Import(author.PublicKey))
        {
            if (!MemberSignature.IsValid(key, Purpose, group, record[..parts.SignedLength], parts.Signature))
                return KnowledgeVerdict.BadSignature;
        }
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
        note = new RecordNote(KnowledgeId.Of(record), parts.Author, parts.Sequence, parts.Time, (update.Kind, update.Key), update.Entry?.Id, update.Entry?.Access == KnowledgeAccess.Author);
        return KnowledgeVerdict.Accepted;
    }

    /// <summary>The update of a record that was checked before.</summary>
    public KnowledgeUpdate Open(ReadOnlySpan<byte> record) => KnowledgeUpdate.FromBytes(Open(record, Read(record)) ?? throw new SemComException($"{Name}: must be undamaged in the store; get it from another member"));

    /// <summary>The version of the list that a record's author knew.</summary>
    public static int ListOf(ReadOnlySpan<byte> record) => Read(record).List;

    private byte[]? Open(ReadOnlySpan<byte> record, Parts parts)
    {
        var plain = new byte[parts.Content.Length - TagBytes];
        using var cipher = new AesGcm(secret.RecordKey(group, parts.Author), TagBytes);
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
        var reader = new MessagePackReader(record, Name);
        if (reader.ReadArrayHead(Items) != Items || reader.ReadText(Format.Length) != Format)
            throw reader.Fail("another format");
        if (reader.ReadInt32(0, int.MaxValue) is var version && version != Version)
            throw reader.Fail($"version {version}, known is {Version}");
        var parts = new Parts
        {
            Group = reader.ReadUInt64(),
            Author = reader.ReadUInt64(),
            Sequence = reader.ReadInt64(),
            Time = reader.ReadInt64(),
            List = reader.ReadInt32(1, int.MaxValue),
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
        public ulong Group, Author;
        public long Sequence, Time;
        public int List, HeaderLength, SignedLength;
        public ReadOnlySpan<byte> Nonce, Content, Signature;
    }
}
