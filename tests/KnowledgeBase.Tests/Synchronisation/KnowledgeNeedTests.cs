namespace SemCom.Knowledge.Tests.Synchronisation;

public sealed class KnowledgeNeedTests
{
    private static readonly KnowledgeVersion[] Versions = [default, new(1, 1), new(1, 2), new(2, 1)];
    private static readonly KnowledgeId[] Ids = [.. Enumerable.Range(0, 4).Select(i => KnowledgeId.Of([(byte)i]))];

    /// <summary>Over all pairs of versions: decoded with the one that is needed, and with no other.</summary>
    [Fact]
    public void AFrame_IsNeverDecodedWithAnotherVersion()
    {
        foreach (var (needed, mine, mayDoWithout) in from a in Versions from b in Versions from c in (bool[])[false, true] select (a, b, c))
        {
            var answer = KnowledgeNeed.Of(needed, mayDoWithout).Judge(mine, _ => true);
            Assert.Equal(needed == mine ? KnowledgeDecision.Decode : mayDoWithout ? KnowledgeDecision.DecodeWithout : KnowledgeDecision.Hold, answer.Decision);
            Assert.Equal(mine, answer.Version);
        }
    }

    /// <summary>Over all subsets: decoded when all entries are there, and the lacking ones are named.</summary>
    [Fact]
    public void LackingEntries_AreNamed()
    {
        for (var set = 0; set < 1 << Ids.Length; set++)
        {
            var need = KnowledgeNeed.Of(Ids.Take(3).Reverse(), mayDoWithout: false);
            var answer = need.Judge(Versions[1], id => (set >> Array.IndexOf(Ids, id) & 1) != 0);
            Assert.Equal((set & 7) == 7 ? KnowledgeDecision.Decode : KnowledgeDecision.Hold, answer.Decision);
            Assert.Equal(Ids.Take(3).Where((_, i) => (set >> i & 1) == 0).Order(), answer.Lacking);
            var (version, lacking) = KnowledgeAnswer.FromBytes(answer.ToBytes());
            Assert.Equal(Versions[1], version);
            Assert.Equal(answer.Lacking, lacking);
        }
    }

    [Fact]
    public void ANeed_ReadsBack_AndDamageIsNamed()
    {
        foreach (var need in (KnowledgeNeed[])[KnowledgeNeed.Of(Versions[2], true), KnowledgeNeed.Of(Ids, false)])
        {
            var bytes = need.ToBytes();
            var read = KnowledgeNeed.FromBytes(bytes);
            Assert.Equal((need.Version, need.MayDoWithout), (read.Version, read.MayDoWithout));
            Assert.Equal(need.Entries, read.Entries);
            for (var i = 0; i < bytes.Length; i++)
                Assert.Throws<SemComException>(() => KnowledgeNeed.FromBytes(bytes.AsSpan(0, i)));
        }
        Assert.Contains("1024", Assert.Throws<SemComException>(() => KnowledgeNeed.Of(Enumerable.Range(0, 1025).Select(i => KnowledgeId.Of(BitConverter.GetBytes(i))), false)).Message, StringComparison.Ordinal);
    }
}
