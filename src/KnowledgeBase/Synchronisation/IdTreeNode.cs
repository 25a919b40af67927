namespace SemCom.Knowledge;

/// <summary>A branch of a tree of ids. What it is follows from the ids beneath it alone: up to 16 of them are a leaf, more are 16 branches.</summary>
/// <param name="depth">Digits that all its ids have in common by their place in the tree.</param>
internal sealed class IdTreeNode(int depth)
{
    private List<KnowledgeId>? _ids = [];
    private IdTreeNode?[] _children = [];
    private KnowledgeId? _digest;

    public int Count { get; private set; }

    public bool IsLeaf => _ids is not null;

    /// <summary>Of a leaf, the hash of 0 and its ids in order; of others, the hash of 1 and the digests of the 16 branches, zeros for an empty one.</summary>
    public KnowledgeId Digest => _digest ??= Count == 0 ? default : KnowledgeId.Of(Content());

    public IdTreeNode? Child(int digit) => _children[digit];

    /// <summary>Ids in ascending order.</summary>
    public IEnumerable<KnowledgeId> Ids => _ids is { } ids ? ids : _children.OfType<IdTreeNode>().SelectMany(child => child.Ids);

    public bool Add(KnowledgeId id)
    {
        if (_ids is { } ids)
        {
            var place = ids.BinarySearch(id);
            if (place >= 0)
                return false;
            ids.Insert(~place, id);
            if (ids.Count > IdTree.LeafIds)
                Divide(ids);
        }
        else if (!(_children[IdPrefix.Digit(id, depth)] ??= new IdTreeNode(depth + 1)).Add(id))
        {
            return false;
        }
        Count++;
        _digest = null;
        return true;
    }

    public bool Remove(KnowledgeId id)
    {
        if (!(_ids?.Remove(id) ?? _children[IdPrefix.Digit(id, depth)]?.Remove(id) ?? false))
            return false;
        Count--;
        _digest = null;
        if (_ids is null && Count <= IdTree.LeafIds)
            (_ids, _children) = ([.. Ids], []);
        return true;
    }

    private void Divide(List<KnowledgeId> ids)
    {
        (_ids, _children) = (null, new IdTreeNode?[IdTree.Fan]);
        foreach (var id in ids)
            (_children[IdPrefix.Digit(id, depth)] ??= new IdTreeNode(depth + 1)).Add(id);
    }

    private byte[] Content()
    {
        var parts = _ids is { } ids ? ids : [.. _children.Select(child => child?.Digest ?? default)];
        var content = new byte[1 + KnowledgeId.Length * parts.Count];
        content[0] = (byte)(IsLeaf ? 0 : 1);
        for (var i = 0; i < parts.Count; i++)
            parts[i].CopyTo(content.AsSpan(1 + KnowledgeId.Length * i));
        return content;
    }
}
