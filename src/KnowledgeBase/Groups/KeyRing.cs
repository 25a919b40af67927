namespace SemCom.Knowledge;

/// <summary>The group keys that a member has: those that lists of members hold for it, and those before them. No list takes a key away.</summary>
internal sealed class KeyRing(KnowledgeId group, KnowledgeSecret secret)
{
    private readonly Dictionary<ulong, byte[]> _keys = [];
    private readonly Dictionary<(ulong Key, ulong Author), byte[]> _recordKeys = [];

    /// <summary>True while there is no key.</summary>
    public bool IsEmpty => _keys.Count == 0;

    /// <summary>Takes the keys of a list; false where it has none for this member.</summary>
    public bool Learn(KnowledgeGroup list)
    {
        var epochs = list.List.Epochs;
        if (_keys.ContainsKey(epochs[^1].Key))
            return true;
        if (list.Find(secret.KeyId) is not { } self)
            return false;
        var key = GroupKey.Open(self.Seal, secret, group);
        for (var i = epochs.Count - 1; i >= 0 && key is not null && GroupKey.NumberOf(key, group) == epochs[i].Key && _keys.TryAdd(epochs[i].Key, key); i--)
            key = GroupKey.Unchain(key, epochs[i].Earlier, group);
        return _keys.ContainsKey(epochs[^1].Key);
    }

    /// <summary>A key by its number; null when it is not there.</summary>
    public byte[]? Find(ulong number) => _keys.GetValueOrDefault(number);

    /// <summary>The key of an author's records under a group key; null when that is not there.</summary>
    public byte[]? RecordKey(ulong number, ulong author)
    {
        if (!_recordKeys.TryGetValue((number, author), out var key) && Find(number) is { } groupKey)
            _recordKeys[(number, author)] = key = GroupKey.RecordKey(groupKey, group, author);
        return key;
    }
}
