using System.Security.Cryptography;

namespace SemCom.Knowledge.Tests.Synchronisation;

public sealed class IdTreeTests
{
    /// <summary>The digest by its definition, without a tree.</summary>
    private static byte[] Digest(List<byte[]> ids, int depth)
    {
        if (ids.Count == 0)
            return new byte[32];
        if (ids.Count <= 16)
            return SHA256.HashData([0, .. ids.OrderBy(Convert.ToHexString, StringComparer.Ordinal).SelectMany(id => id)]);
        return SHA256.HashData([1, .. "0123456789ABCDEF".SelectMany(digit => Digest([.. ids.Where(id => Convert.ToHexString(id)[depth] == digit)], depth + 1))]);
    }

    [Fact]
    public void Digests_AreThoseOfTheDefinition_HoweverTheSetCameAbout()
    {
        var (random, tree, ids) = (new Random(1), new IdTree(), new List<byte[]>());
        for (var step = 0; step < 3000; step++)
        {
            if (ids.Count > 0 && random.Next(5) < (step > 1500 ? 4 : 1))
            {
                var place = random.Next(ids.Count);
                ids.RemoveAt(place);
                tree.Follow([.. ids.Select(id => new KnowledgeId(id)).Order()]);
            }
            else
            {
                ids.Add(SHA256.HashData(BitConverter.GetBytes(step)));
                Assert.True(tree.Add(new KnowledgeId(ids[^1])));
                Assert.False(tree.Add(new KnowledgeId(ids[^1])));
            }
            if (step % 200 == 0)
                Assert.Equal(Digest(ids, 0), tree.Digest.ToArray());
        }
        Assert.Equal(ids.Count, tree.Count);
    }

    [Fact]
    public void APrefix_FindsWhatBeginsWithIt()
    {
        var (tree, ids) = (new IdTree(), Enumerable.Range(0, 500).Select(i => KnowledgeId.Of(BitConverter.GetBytes(i))).ToArray());
        Assert.Equal(ids.Length, tree.Follow([.. ids.Order()])!.Count);
        var texts = ids.ToDictionary(id => id, id => id.ToString());
        foreach (var id in ids.Take(30))
        {
            var prefix = IdPrefix.Root;
            for (var depth = 0; depth <= IdPrefix.MaxLength; depth++)
            {
                var text = texts[id][..depth];
                Assert.Equal(ids.Where(other => texts[other].StartsWith(text, StringComparison.Ordinal)).Order(), tree.Find(prefix)!.Ids);
                if (depth < IdPrefix.MaxLength)
                    prefix = prefix.Child(IdPrefix.Digit(id, depth));
            }
            Assert.Equal(id, Assert.Single(tree.WithHead(IdPrefix.HeadOf(id))));
        }
        Assert.Null(tree.Find(new IdPrefix(0x1234_5678_9ABC_DEF0, IdPrefix.MaxLength)));
    }
}
