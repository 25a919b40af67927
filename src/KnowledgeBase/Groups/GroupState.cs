using SemCom.Knowledge;

namespace SemCom;

/// <summary>
/// What a group knows, as far as this member has its records. The state is a function of the set of valid records and of the latest list of members: their order, copies of them and losses in between
/// do not matter. As a record set it holds the valid records and the latest list, and is what is synchronised with other members. One thread at a time.
/// </summary>
public sealed class GroupState : IRecordSet
{
    private readonly IRecordSet _records;
    private readonly KnowledgeSecret _secret;
    private readonly RecordCode _code;
    private readonly SlotTable _slots = new();
    private readonly Dictionary<KnowledgeId, RecordNote> _notes = [];
    private readonly HashSet<KnowledgeId> _valid = [], _unread = [], _seen = [];
    private KnowledgeId[]? _ids;

    /// <summary>Opens the state of a group.</summary>
    /// <param name="records">Where its records are stored. Others than valid ones that it already holds are left alone and not shown.</param>
    /// <param name="group">The description; a later one among the records takes its place.</param>
    /// <param name="secret">This member's secret; used as long as the state is.</param>
    /// <exception cref="SemComException">The group key of the secret is another group's.</exception>
    public GroupState(IRecordSet records, KnowledgeGroup group, KnowledgeSecret secret)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(secret);
        group.Check(secret);
        (_records, _secret, Group, _code) = (records, secret, group, new RecordCode(group.Id, secret));
        Gather();
        records.Add(Group.Bytes);
        _seen.Add(Group.Address);
        Judge();
    }

    /// <summary>The latest description.</summary>
    public KnowledgeGroup Group { get; private set; }

    /// <summary>What authenticates packets between members, for <see cref="SynchroniserOptions.Key"/>.</summary>
    public ReadOnlyMemory<byte> LinkKey => _secret.LinkKey(Group.Id);

    /// <summary>Addresses of the valid records and of the latest list, in ascending order.</summary>
    public IReadOnlyList<KnowledgeId> Ids => _ids ??= [.. _valid.Order()];

    /// <summary>Entries that stand, expired ones included, in the order of kinds and keys.</summary>
    public IEnumerable<KnowledgeEntry> Entries => _slots.Standing(Group.Members).Select(EntryOf);

    /// <summary>The entry at a place; null when it is empty.</summary>
    public KnowledgeEntry? Find(KnowledgeKind kind, string key) => _slots.At((kind, key), Group.Members) is { } note ? EntryOf(note) : null;

    /// <inheritdoc/>
    public bool Contains(KnowledgeId id) => _valid.Contains(id);

    /// <inheritdoc/>
    public byte[]? Read(KnowledgeId id) => _valid.Contains(id) ? _records.Read(id) : null;

    /// <summary>Takes in what somebody else put into the stored records since: another process with the same store.</summary>
    public void Refresh()
    {
        if (Gather())
            Judge();
    }

    /// <summary>Adds a record if it is valid; false when it was there already or is refused. <see cref="Apply"/> says why.</summary>
    public bool Add(ReadOnlySpan<byte> record) => Apply(record) == KnowledgeVerdict.Accepted;

    /// <summary>Judges a record or a list of members, and stores it if it is valid.</summary>
    public KnowledgeVerdict Apply(ReadOnlySpan<byte> record)
    {
        var id = KnowledgeId.Of(record);
        if (_valid.Contains(id))
            return KnowledgeVerdict.Known;
        if (IsList(record))
            return ApplyList(record);
        var verdict = _code.Open(record, Group, out _, out var note);
        if (note is null)
            return verdict;
        if (!MayStand(note))
            return RecordCode.ListOf(record) > Group.Version ? KnowledgeVerdict.NewerList : KnowledgeVerdict.MayNotWrite;
        _records.Add(record);
        _seen.Add(id);
        _notes[id] = note;
        _valid.Add(id);
        _ids = null;
        _slots.Add(note);
        return KnowledgeVerdict.Accepted;
    }

    /// <summary>Writes an update as this member.</summary>
    /// <param name="update">What is to change.</param>
    /// <param name="now">The time. The record's is later than that of all records about its place, and of all of this member's.</param>
    /// <returns>Address of the record.</returns>
    /// <exception cref="SemComException">This member may not write, or the place has an entry that only another one may replace.</exception>
    public KnowledgeId Write(KnowledgeUpdate update, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(update);
        if (Group.Find(_secret.KeyId) is not { MayWrite: true })
            throw new SemComException($"a member must be owner or writer of the group '{Group.Name}' to change what it knows (this one is not); ask '{Group.Members[0].Name}' for it");
        var place = (update.Kind, update.Key);
        if (_slots.At(place, Group.Members) is { IsAuthorsOnly: true } standing && standing.Author != _secret.KeyId)
            throw new SemComException($"the entry '{update.Key}' must be changed by its author ('{Group.Find(standing.Author)?.Name}'); use another key");
        var mine = _notes.Values.Where(note => note.Author == _secret.KeyId).ToList();
        var time = Math.Max(now.ToUnixTimeMilliseconds(), 1 + Math.Max(_slots.TimeOf(place), mine.Select(note => note.Time).DefaultIfEmpty().Max()));
        if (time > RecordCode.MaxTime)
            throw new SemComException($"time of a change of '{update.Key}' must be before the year 10000 (a record about it is at the end of time); have the owner remove its author");
        var record = _code.Seal(update, 1 + mine.Select(note => note.Sequence).DefaultIfEmpty().Max(), time, Group.Version);
        return Apply(record) == KnowledgeVerdict.Accepted ? KnowledgeId.Of(record) : throw new InvalidOperationException("a record of this member's own is refused");
    }

    /// <summary>Takes a member in, or gives one a role, as the owner. Of a member that may no longer write, the records that are here stand, and no others.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="publicKey">Its key.</param>
    /// <param name="role">What it may do.</param>
    /// <returns>The new list, which is now one of the records.</returns>
    /// <exception cref="SemComException">This member is not the owner, or a value breaks its rule.</exception>
    public KnowledgeGroup Appoint(string name, ReadOnlySpan<byte> publicKey, KnowledgeRole role)
    {
        var member = new KnowledgeMember(name, publicKey, role);
        if (!member.MayWrite)
            member = new KnowledgeMember(name, publicKey, role, _notes.Values.Where(note => note.Author == member.KeyId && _valid.Contains(note.Id)).Select(note => note.Id));
        var group = Group.With(member, _secret);
        ApplyList(group.Bytes);
        return group;
    }

    /// <summary>Places whose entry is another one than at the last call, in the order of kinds and keys. The first call tells all.</summary>
    public IReadOnlyList<KnowledgeChange> TakeChanges() => [.. _slots.TakeChanges(Group.Members)
        .Select(change => new KnowledgeChange(change.Place.Kind, change.Place.Key, change.Before?.Entry, change.After is null ? null : EntryOf(change.After)))];

    /// <summary>Addresses of the records of entries that stand, for a peer that lacks them (<see cref="Synchroniser.Offer"/>).</summary>
    public IReadOnlyList<KnowledgeId> RecordsOf(IEnumerable<KnowledgeId> entries)
    {
        var asked = entries.ToHashSet();
        return [.. _slots.Standing(Group.Members).Where(note => asked.Contains(note.Entry!.Value)).Select(note => note.Id)];
    }

    private static bool IsList(ReadOnlySpan<byte> record) => record.Length > 2 + GroupList.Format.Length && record[2..].StartsWith("semcom-kg"u8);

    private static KnowledgeGroup? ReadList(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return KnowledgeGroup.FromBytes(bytes);
        }
        catch (SemComException)
        {
            return null;
        }
    }

    private KnowledgeVerdict ApplyList(ReadOnlySpan<byte> bytes)
    {
        if (ReadList(bytes) is not { } list)
            return KnowledgeVerdict.BadList;
        if (list.Id != Group.Id)
            return KnowledgeVerdict.AnotherGroup;
        if (!IsLater(list))
            return KnowledgeVerdict.OldList;
        _records.Add(bytes);
        _seen.Add(list.Address);
        Group = list;
        Judge();
        return KnowledgeVerdict.Accepted;
    }

    /// <summary>Notes stored records that are new here, and takes the latest list.</summary>
    /// <returns>Whether there were any.</returns>
    private bool Gather()
    {
        var isAny = false;
        foreach (var id in _records.Ids)
        {
            if (!_seen.Add(id) || _records.Read(id) is not { } bytes)
                continue;
            isAny = true;
            if (!IsList(bytes))
                _unread.Add(id);
            else if (ReadList(bytes) is { } list && list.Id == Group.Id && IsLater(list))
                Group = list;
        }
        return isAny;
    }

    private bool IsLater(KnowledgeGroup list) => list.Version > Group.Version || (list.Version == Group.Version && list.Address > Group.Address);

    private bool MayStand(RecordNote note) => Group.Find(note.Author) is { } author && (author.MayWrite || author.Accepted.Contains(note.Id));

    /// <summary>Judges all records by the list as it is now.</summary>
    private void Judge()
    {
        foreach (var id in _unread.ToArray())
        {
            if (_code.Open(_records.Read(id), Group, out _, out var note) != KnowledgeVerdict.Accepted)
                continue;
            _notes[id] = note!;
            _unread.Remove(id);
        }
        _valid.Clear();
        _valid.Add(Group.Address);
        var accepted = Group.Members.SelectMany(member => member.Accepted).ToHashSet();
        var writers = Group.Members.Where(member => member.MayWrite).Select(member => member.KeyId).ToHashSet();
        var standing = _notes.Values.Where(note => writers.Contains(note.Author) || accepted.Contains(note.Id)).ToList();
        _valid.UnionWith(standing.Select(note => note.Id));
        _ids = null;
        _slots.Reset(standing);
    }

    private KnowledgeEntry EntryOf(RecordNote note) => _code.Open(_records.Read(note.Id)).Entry!;
}
