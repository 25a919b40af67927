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
    private readonly KeyRing _keys;
    private readonly RecordCode _code;
    private readonly SlotTable _slots = new();
    private readonly Dictionary<KnowledgeId, RecordNote> _notes = [];
    private readonly HashSet<KnowledgeId> _valid = [], _unread = [], _seen = [];
    private KnowledgeId[]? _ids;
    private (long Sequence, long Time) _own;

    /// <summary>Opens the state of a group.</summary>
    /// <param name="records">Where its records are stored. Others than valid ones that it already holds are left alone and not shown.</param>
    /// <param name="group">The description; a later one among the records takes its place.</param>
    /// <param name="secret">This member's secret; used as long as the state is.</param>
    /// <exception cref="SemComException">No list of members has a group key for the secret.</exception>
    public GroupState(IRecordSet records, KnowledgeGroup group, KnowledgeSecret secret)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(secret);
        (_records, _secret, Group, _keys) = (records, secret, group, new KeyRing(group.Id, secret));
        _code = new RecordCode(group.Id, secret, _keys);
        _keys.Learn(group);
        Gather();
        if (_keys.IsEmpty)
            throw group.NoKey();
        if (_seen.Add(Group.Address))
            records.Add(Group.Bytes);
        Judge();
    }

    /// <summary>The latest description.</summary>
    public KnowledgeGroup Group { get; private set; }

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

    /// <summary>What authenticates packets between this member and another one, for <see cref="SynchroniserOptions.Key"/>. It is the same at both, and changes with no list.</summary>
    /// <param name="peer">The other one's <see cref="KnowledgeMember.KeyId"/>.</param>
    /// <exception cref="SemComException">It is no member, or no longer.</exception>
    public ReadOnlyMemory<byte> LinkKeyWith(ulong peer) => Group.Find(peer) is { Role: not KnowledgeRole.Removed } member
        ? _secret.LinkKey(Group.Id, member)
        : throw new SemComException($"a peer must be a member of the group '{Group.Name}' ({(Group.Find(peer) is { } removed ? $"'{removed.Name}' was removed" : "this one is none")}); have the owner take it in");

    /// <summary>Takes in what somebody else has put among the stored records since: another process with the same store.</summary>
    public void Refresh()
    {
        if (Gather())
            Judge();
    }

    /// <summary>Adds a record if it is valid; false when it was there already or is refused. <see cref="Apply"/> says why.</summary>
    public bool Add(ReadOnlySpan<byte> record) => Apply(record) == KnowledgeVerdict.Accepted;

    /// <summary>Adds those of several records that are valid, in their order. Those between two lists of members are stored in one step.</summary>
    public void AddAll(IReadOnlyCollection<byte[]> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var accepted = new Dictionary<KnowledgeId, (byte[] Record, RecordNote Note)>();
        foreach (var record in records)
        {
            if (GroupList.IsList(record))
            {
                Store(accepted.Values);
                accepted.Clear();
                Apply(record);
            }
            else if (VerdictOn(record, out var note) == KnowledgeVerdict.Accepted)
            {
                accepted.TryAdd(note!.Id, (record, note));
            }
        }
        Store(accepted.Values);
    }

    /// <summary>Judges a record or a list of members, and stores it if it is valid.</summary>
    public KnowledgeVerdict Apply(ReadOnlySpan<byte> record)
    {
        if (GroupList.IsList(record))
            return _valid.Contains(KnowledgeId.Of(record)) ? KnowledgeVerdict.Known : ApplyList(record);
        var verdict = VerdictOn(record, out var note);
        if (verdict == KnowledgeVerdict.Accepted)
        {
            _records.Add(record);
            Keep(note!);
        }
        return verdict;
    }

    /// <summary>Writes an update as this member.</summary>
    /// <param name="update">What is to change.</param>
    /// <param name="now">The time. The record's is later than that of all records about its place, and of all of this member's.</param>
    /// <returns>Address of the record.</returns>
    /// <exception cref="SemComException">This member may not write, or the place has an entry that only another one may replace.</exception>
    public KnowledgeId Write(KnowledgeUpdate update, DateTimeOffset now) => Write([update], now)[0];

    /// <summary>Writes updates as this member in their order, all or none.</summary>
    /// <param name="updates">What is to change.</param>
    /// <param name="now">The time; see <see cref="Write(KnowledgeUpdate, DateTimeOffset)"/>.</param>
    /// <returns>Addresses of the records.</returns>
    /// <exception cref="SemComException">This member may not write, or a place has an entry that only another one may replace.</exception>
    public IReadOnlyList<KnowledgeId> Write(IReadOnlyCollection<KnowledgeUpdate> updates, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(updates);
        if (Group.Find(_secret.KeyId) is not { MayWrite: true })
            throw new SemComException($"a member must be owner or writer of the group '{Group.Name}' to change what it knows (this one is not); ask '{Group.Members[0].Name}' for it");
        var (sequence, time) = _own;
        var written = new List<(byte[] Record, RecordNote Note)>(updates.Count);
        foreach (var update in updates)
        {
            ArgumentNullException.ThrowIfNull(update, nameof(updates));
            time = TimeFor(update, now, time);
            written.Add(_code.Seal(update, ++sequence, time, Group));
        }
        Store(written);
        return [.. written.Select(item => item.Note.Id)];
    }

    /// <summary>Takes a member in, or gives one a role, as the owner. Of a member that may no longer write, the records that are here stand, and no others. With a removal comes a new group key.</summary>
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
        .Select(change => new KnowledgeChange(change.Place.Kind, change.Place.Key, change.Before, change.After is null ? null : EntryOf(change.After)))];

    /// <summary>Addresses of the records of entries that stand, for a peer that lacks them (<see cref="Synchroniser.Offer"/>).</summary>
    public IReadOnlyList<KnowledgeId> RecordsOf(IEnumerable<KnowledgeId> entries)
    {
        var asked = entries.ToHashSet();
        return [.. _slots.Standing(Group.Members).Where(note => asked.Contains(note.Entry!.Value)).Select(note => note.Id)];
    }

    /// <summary>Says which entries the caller has, so that the next <see cref="TakeChanges"/> tells what differs and opens nothing else.</summary>
    internal void Tell(IEnumerable<KeyValuePair<(KnowledgeKind Kind, string Key), KnowledgeId>> entries) => _slots.Tell(entries);

    /// <summary>True when an entry stands at its place.</summary>
    internal bool Stands(KnowledgeEntry entry) => _slots.At((entry.Kind, entry.Key), Group.Members)?.Entry == entry.Id;

    /// <summary>Judges a record by the list as it is now.</summary>
    private KnowledgeVerdict VerdictOn(ReadOnlySpan<byte> record, out RecordNote? note)
    {
        note = null;
        if (_valid.Contains(KnowledgeId.Of(record)))
            return KnowledgeVerdict.Known;
        var verdict = _code.Open(record, Group, out _, out note);
        if (note is null || MayStand(note))
            return verdict;
        return RecordCode.ListOf(record) > Group.Version ? KnowledgeVerdict.NewerList : KnowledgeVerdict.MayNotWrite;
    }

    private KnowledgeVerdict ApplyList(ReadOnlySpan<byte> bytes)
    {
        if (GroupList.TryRead(bytes) is not { } list)
            return KnowledgeVerdict.BadList;
        if (list.Id != Group.Id)
            return KnowledgeVerdict.AnotherGroup;
        if (!IsLater(list))
            return KnowledgeVerdict.OldList;
        _records.Add(bytes);
        _seen.Add(list.Address);
        Group = list;
        _keys.Learn(list);
        Judge();
        return KnowledgeVerdict.Accepted;
    }

    /// <summary>Takes the stored records that are new here.</summary>
    /// <returns>Whether there were any.</returns>
    private bool Gather()
    {
        var isAny = false;
        foreach (var id in _records.Ids)
        {
            if (_seen.Contains(id) || _records.Read(id) is not { } bytes)
                continue;
            TakeStored(id, bytes);
            isAny = _seen.Add(id);
        }
        return isAny;
    }

    private bool IsLater(KnowledgeGroup list) => list.Version > Group.Version || (list.Version == Group.Version && list.Address > Group.Address);

    private bool MayStand(RecordNote note) => Group.Find(note.Author) is { } author && (author.MayWrite || author.Accepted.Contains(note.Id));

    /// <summary>Takes a record that is stored already. What cannot be opened by the list as it is now is opened again when another list has come.</summary>
    private void TakeStored(KnowledgeId id, byte[] bytes)
    {
        if (!GroupList.IsList(bytes))
        {
            if (_code.Open(bytes, Group, out _, out var note) == KnowledgeVerdict.Accepted)
                Remember(note!);
            else
                _unread.Add(id);
        }
        else if (GroupList.TryRead(bytes) is { } list && list.Id == Group.Id)
        {
            _keys.Learn(list);
            if (IsLater(list))
                Group = list;
        }
    }

    private long TimeFor(KnowledgeUpdate update, DateTimeOffset now, long last)
    {
        var place = (update.Kind, update.Key);
        if (_slots.At(place, Group.Members) is { IsAuthorsOnly: true } standing && standing.Author != _secret.KeyId)
            throw new SemComException($"the entry '{update.Key}' must be changed by its author ('{Group.Find(standing.Author)?.Name}'); use another key");
        var time = Math.Max(now.ToUnixTimeMilliseconds(), 1 + Math.Max(_slots.TimeOf(place), last));
        return time <= RecordCode.MaxTime ? time
            : throw new SemComException($"time of a change of '{update.Key}' must be before the year 10000 (a record about it is at the end of time); have the owner remove its author");
    }

    private void Remember(RecordNote note)
    {
        _notes[note.Id] = note;
        if (note.Author == _secret.KeyId)
            _own = (Math.Max(_own.Sequence, note.Sequence), Math.Max(_own.Time, note.Time));
    }

    private void Store(IReadOnlyCollection<(byte[] Record, RecordNote Note)> items)
    {
        if (items.Count == 0)
            return;
        _records.AddAll([.. items.Select(item => item.Record)]);
        foreach (var (_, note) in items)
            Keep(note);
    }

    private void Keep(RecordNote note)
    {
        Remember(note);
        _seen.Add(note.Id);
        _valid.Add(note.Id);
        _ids = null;
        _slots.Add(note);
    }

    /// <summary>Judges all records by the list as it is now.</summary>
    private void Judge()
    {
        foreach (var id in _unread.ToArray())
        {
            if (_code.Open(_records.Read(id), Group, out _, out var note) != KnowledgeVerdict.Accepted)
                continue;
            Remember(note!);
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
