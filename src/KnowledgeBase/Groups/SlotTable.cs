namespace SemCom.Knowledge;

/// <summary>All places, and which of them have changed since they were last told.</summary>
internal sealed class SlotTable
{
    private readonly Dictionary<(KnowledgeKind Kind, string Key), KnowledgeId> _told = [];
    private readonly HashSet<(KnowledgeKind Kind, string Key)> _touched = [];
    private Dictionary<(KnowledgeKind Kind, string Key), Slot> _slots = [];

    public void Add(RecordNote note)
    {
        if (!_slots.TryGetValue(note.Place, out var slot))
            _slots[note.Place] = slot = new Slot();
        slot.Add(note);
        _touched.Add(note.Place);
    }

    /// <summary>Begins again with other records.</summary>
    public void Reset(IEnumerable<RecordNote> notes)
    {
        _touched.UnionWith(_slots.Keys);
        _slots = [];
        foreach (var note in notes)
            Add(note);
    }

    /// <summary>Takes for told what somebody has.</summary>
    public void Tell(IEnumerable<KeyValuePair<(KnowledgeKind Kind, string Key), KnowledgeId>> entries)
    {
        foreach (var (place, entry) in entries)
        {
            _told[place] = entry;
            _touched.Add(place);
        }
    }

    /// <summary>Time of the latest record about a place; 0 for none.</summary>
    public long TimeOf((KnowledgeKind Kind, string Key) place) => _slots.TryGetValue(place, out var slot) ? slot.Time : 0;

    /// <summary>The record whose entry stands at a place; null when it is empty.</summary>
    public RecordNote? At((KnowledgeKind Kind, string Key) place, IReadOnlyList<KnowledgeMember> members) =>
        _slots.TryGetValue(place, out var slot) && slot.Winner(members) is { Entry: not null } winner ? winner : null;

    /// <summary>Records whose entries stand, in the order of kinds and keys.</summary>
    public IEnumerable<RecordNote> Standing(IReadOnlyList<KnowledgeMember> members) => _slots.OrderBy(slot => slot.Key.Kind).ThenBy(slot => slot.Key.Key, StringComparer.Ordinal)
        .Select(slot => slot.Value.Winner(members)).OfType<RecordNote>().Where(note => note.Entry is not null);

    /// <summary>Places where another entry stands than was told before, with the entry before and the record after.</summary>
    public IReadOnlyList<((KnowledgeKind Kind, string Key) Place, KnowledgeId? Before, RecordNote? After)> TakeChanges(IReadOnlyList<KnowledgeMember> members)
    {
        var changes = new List<((KnowledgeKind, string), KnowledgeId?, RecordNote?)>();
        foreach (var place in _touched.OrderBy(place => place.Kind).ThenBy(place => place.Key, StringComparer.Ordinal))
        {
            KnowledgeId? before = _told.TryGetValue(place, out var told) ? told : null;
            var after = At(place, members);
            if (before != after?.Entry)
                changes.Add((place, before, after));
            if (after?.Entry is { } entry)
                _told[place] = entry;
            else
                _told.Remove(place);
        }
        _touched.Clear();
        return changes;
    }
}
