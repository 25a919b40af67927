using System.Security.Cryptography;

namespace SemCom.Knowledge.Tests.Entries;

public sealed class KnowledgeEntryTests
{
    private static readonly KnowledgeEntry Full = new(KnowledgeKind.VisualPrototype, "scene/1", [1, 2, 3], [0.5f, -2f], "a quay at noon", "camera 4", new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero), KnowledgeAccess.Author);

    [Fact]
    public void AnEntry_ReadsBackFromItsBytes()
    {
        foreach (var entry in (KnowledgeEntry[])[Full, new(KnowledgeKind.TextFact, "k", [])])
        {
            var read = KnowledgeEntry.FromBytes(entry.Bytes);
            Assert.Equal(entry, read);
            Assert.Equal((entry.Kind, entry.Key, entry.Text, entry.Provenance, entry.Expiry, entry.Access), (read.Kind, read.Key, read.Text, read.Provenance, read.Expiry, read.Access));
            Assert.Equal(entry.Payload, read.Payload);
            Assert.Equal(entry.Embedding, read.Embedding);
        }
    }

    [Fact]
    public void TheId_IsTheHashOfTheBytes()
    {
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Full.Bytes)), Full.Id.ToString());
        Assert.Equal(Full.Id, KnowledgeId.Parse(Full.Id.ToString()));
        Assert.NotEqual(Full.Id, new KnowledgeEntry(Full.Kind, "scene/2", Full.Payload).Id);
    }

    /// <summary>Whatever byte is damaged, nothing but an error or another entry comes of it.</summary>
    [Fact]
    public void DamagedBytes_AreRefusedOrAnotherEntry()
    {
        var bytes = Full.Bytes.ToArray();
        for (var i = 0; i < bytes.Length; i++)
        {
            foreach (var flip in (byte[])[1, 128, 255])
            {
                bytes[i] ^= flip;
                try
                {
                    Assert.NotEqual(Full.Id, KnowledgeEntry.FromBytes(bytes).Id);
                }
                catch (SemComException exception)
                {
                    Assert.DoesNotContain('\n', exception.Message);
                }
                bytes[i] ^= flip;
            }
            Assert.Throws<SemComException>(() => KnowledgeEntry.FromBytes(bytes.AsSpan(0, i)));
        }
    }

    [Fact]
    public void WrongValues_AreNamed()
    {
        Error(() => _ = new KnowledgeEntry((KnowledgeKind)9, "k", []), "kind", "9");
        Error(() => _ = new KnowledgeEntry(KnowledgeKind.TextFact, "", []), "key");
        Error(() => _ = new KnowledgeEntry(KnowledgeKind.TextFact, "k", new byte[KnowledgeEntry.MaxLength]), "1048576", "divide");
        Error(() => _ = new KnowledgeEntry(KnowledgeKind.TextFact, "k", [], [float.NaN]), "finite");
        Error(() => _ = new KnowledgeEntry(KnowledgeKind.TextFact, "k", [], new float[4097]), "4096");
        Error(() => KnowledgeId.Parse("12"), "64 hexadecimal digits");
    }

    [Fact]
    public void Expiry_IsATime()
    {
        Assert.False(Full.IsExpiredAt(Full.Expiry!.Value.AddMilliseconds(-1)));
        Assert.True(Full.IsExpiredAt(Full.Expiry.Value));
        Assert.False(new KnowledgeEntry(KnowledgeKind.TextFact, "k", []).IsExpiredAt(DateTimeOffset.MaxValue));
    }

    private static void Error(Action act, params string[] parts)
    {
        var message = Assert.Throws<SemComException>(act).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
