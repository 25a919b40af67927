namespace SemCom.Knowledge;

/// <summary>
/// A tree of hashes (Merkle 1987) over a set of ids: branch by branch after their hexadecimal digits. Equal sets have equal trees however they came about, and unequal ones differ along the ways
/// to the ids that only one of them has. A digest is computed when it is asked for after a change beneath it.
/// </summary>
internal sealed class IdTree
{
    /// <summary>Branches of a node.</summary>
    public const int Fan = 16;

    /// <summary>Most ids of a leaf.</summary>
    public const int LeafIds = 16;

    private readonly IdTreeNode _root = new(0);
    private IReadOnlyList<KnowledgeId> _followed = [];

    public int Count => _root.Count;

    /// <summary>Digest of the whole set; zeros for the empty one.</summary>
    public KnowledgeId Digest => _root.Digest;

    public bool Add(KnowledgeId id) => _root.Add(id);

    /// <summary>The ids that begin with a prefix; null where there is none.</summary>
    public IdTreeNode? Find(IdPrefix prefix)
    {
        var node = _root;
        for (var depth = 0; depth < prefix.Length; depth++)
        {
            if (node.IsLeaf)
            {
                var part = new IdTreeNode(prefix.Length);
                foreach (var id in node.Ids.Where(id => prefix.Contains(IdPrefix.HeadOf(id))))
                    part.Add(id);
                return part.Count > 0 ? part : null;
            }
            if (node.Child(prefix[depth]) is not { Count: > 0 } child)
                return null;
            node = child;
        }
        return node.Count > 0 ? node : null;
    }

    /// <summary>The ids whose first 64 bits are these: none or one, unless somebody searched for two.</summary>
    public IEnumerable<KnowledgeId> WithHead(ulong head) => Find(new IdPrefix(head, IdPrefix.MaxLength))?.Ids ?? [];

    /// <summary>Becomes the tree of a list in ascending order; returns the ids that are new, or null when nothing changed.</summary>
    public IReadOnlyList<KnowledgeId>? Follow(IReadOnlyList<KnowledgeId> ids)
    {
        if (ReferenceEquals(ids, _followed))
            return null;
        var (added, removed, i) = (new List<KnowledgeId>(), new List<KnowledgeId>(), 0);
        foreach (var mine in _root.Ids)
        {
            for (; i < ids.Count && ids[i] < mine; i++)
                added.Add(ids[i]);
            if (i < ids.Count && ids[i] == mine)
                i++;
            else
                removed.Add(mine);
        }
        for (; i < ids.Count; i++)
            added.Add(ids[i]);
        added.ForEach(id => _root.Add(id));
        removed.ForEach(id => _root.Remove(id));
        _followed = ids;
        return added.Count + removed.Count > 0 ? added : null;
    }
}
