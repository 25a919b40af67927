namespace SemCom.Knowledge;

/// <summary>
/// A place and the last record of each author about it. Who has put an entry there that only its author may replace, and neither replaced nor removed it since, has the place; of several such
/// authors the one that stands first in the list of members, an order that none of them can change and no claimed time. Otherwise the latest record has it.
/// So what stands there is a function of the set of records.
/// </summary>
internal sealed class Slot
{
    private readonly Dictionary<ulong, RecordNote> _last = [];

    /// <summary>Time of the latest record; 0 for none.</summary>
    public long Time => _last.Count == 0 ? 0 : _last.Values.Max(note => note.Time);

    public void Add(RecordNote note)
    {
        if (!_last.TryGetValue(note.Author, out var last) || note.IsLaterThan(last))
            _last[note.Author] = note;
    }

    /// <summary>The record that decides; null for none.</summary>
    public RecordNote? Winner(IReadOnlyList<KnowledgeMember> members)
    {
        RecordNote? latest = null, owner = null;
        var rank = int.MaxValue;
        foreach (var note in _last.Values)
        {
            if (latest is null || note.IsLaterThan(latest))
                latest = note;
            if (note.IsAuthorsOnly && Rank(members, note.Author) is var place && place < rank)
                (owner, rank) = (note, place);
        }
        return owner ?? latest;
    }

    private static int Rank(IReadOnlyList<KnowledgeMember> members, ulong author)
    {
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].KeyId == author)
                return i;
        }
        return int.MaxValue;
    }
}
