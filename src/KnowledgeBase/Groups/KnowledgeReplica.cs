using SemCom.Knowledge;

namespace SemCom;

/// <summary>
/// A member's copy of what its group knows: a store in one file or on a server (<see cref="KnowledgeStores"/>), the group's description and the member's secret beside it (.group and .key). What the
/// member adds becomes sealed records, and records that arrive become entries; the store follows the records. Machines with copies of the two files may use one store on a server at once.
/// </summary>
public sealed class KnowledgeReplica : IDisposable
{
    private const string GroupEnding = ".group", SecretEnding = ".key";

    private readonly TimeProvider _time;
    private readonly KnowledgeSecret _secret;
    private KnowledgeId _saved;

    private KnowledgeReplica(string store, KnowledgeGroup group, KnowledgeSecret secret, TimeProvider time)
    {
        (Name, Files, _secret, _time, _saved) = (KnowledgeStores.Shown(store), KnowledgeStores.FilesOf(store), secret, time, group.Address);
        Store = KnowledgeStores.Open(store, time);
        try
        {
            State = new GroupState(Store.Records, group, secret);
            State.Tell(Store.Places());
            Settle();
        }
        catch
        {
            Store.Dispose();
            throw;
        }
    }

    /// <summary>The store's file or address, without a password.</summary>
    public string Name { get; }

    /// <summary>The path of the member's files without their endings.</summary>
    public string Files { get; }

    /// <summary>Entries, and the searches.</summary>
    public IMemberStore Store { get; }

    /// <summary>Records, and who may write them.</summary>
    public GroupState State { get; }

    /// <summary>Number of this member, for packets.</summary>
    public ulong MemberId => _secret.KeyId;

    /// <summary>Founds a group with this member as its owner.</summary>
    /// <param name="store">The store's file or address; it must not be there.</param>
    /// <param name="group">Name of the group.</param>
    /// <param name="member">Name of the owner.</param>
    /// <param name="time">Tells the time.</param>
    /// <exception cref="SemComException">There is a file or a store, or a name breaks its rule.</exception>
    public static KnowledgeReplica Found(string store, string group, string member, TimeProvider time)
    {
        Refuse(store);
        var secret = KnowledgeSecret.Create();
        return Keep(store, KnowledgeGroup.Create(group, secret, member), secret, time);
    }

    /// <summary>Takes a member in, whose files are made. It can read all that the group knows.</summary>
    /// <param name="store">The new member's store; it must not be there.</param>
    /// <param name="member">Its name.</param>
    /// <param name="role">What it may do.</param>
    /// <exception cref="SemComException">There is a file or a store, this member is not the owner, or a name breaks its rule.</exception>
    public KnowledgeReplica Admit(string store, string member, KnowledgeRole role)
    {
        Refuse(store);
        var secret = KnowledgeSecret.Create();
        State.Refresh();
        var group = State.Appoint(member, secret.PublicKey, role);
        Settle();
        return Keep(store, group, secret, _time);
    }

    /// <summary>Gives a member another role, or removes it, as the owner. What a removed member wrote until then stands; what others write from then on it cannot read.</summary>
    /// <param name="member">Its name.</param>
    /// <param name="role">What it may do.</param>
    /// <exception cref="SemComException">There is no such member or several, this one is not the owner, or there would be another owner.</exception>
    public KnowledgeGroup Appoint(string member, KnowledgeRole role)
    {
        State.Refresh();
        var named = State.Group.Members.Where(other => other.Name == member).ToList();
        if (named.Count != 1)
            throw new SemComException($"a member of the group '{State.Group.Name}' must be named ('{member}' are {named.Count}); its members are {string.Join(", ", State.Group.Members.Select(other => other.Name))}");
        var group = State.Appoint(member, named[0].PublicKey, role);
        Settle();
        return group;
    }

    /// <summary>Opens a member's store and files.</summary>
    /// <exception cref="SemComException">One is missing, damaged or of another group.</exception>
    public static KnowledgeReplica Open(string store, TimeProvider time)
    {
        if (!KnowledgeStores.Exists(store))
            throw new SemComException($"{KnowledgeStores.Shown(store)}: there is no knowledge base; make one with `semcom kb init`");
        var files = KnowledgeStores.FilesOf(store);
        var group = KnowledgeGroup.Load(files + GroupEnding);
        var secret = KnowledgeSecret.Load(files + SecretEnding);
        try
        {
            return group.Find(secret.KeyId) is not null ? new KnowledgeReplica(store, group, secret, time) : throw new SemComException($"{files}{SecretEnding}: {group.NoKey().Message}");
        }
        catch
        {
            secret.Dispose();
            throw;
        }
    }

    /// <summary>Adds entries as this member, all or none; of several for one place the last.</summary>
    /// <exception cref="SemComException">This member may not write, another one's entry stands at a place, or an embedding has another number of dimensions than those of its kind.</exception>
    public void Put(IReadOnlyCollection<KnowledgeEntry> entries)
    {
        var batch = EntryBatch.Prepare(entries);
        State.Refresh();
        EntryBatch.CheckDimensions(batch, Store.DimensionsOf);
        var updates = batch.Where(entry => !State.Stands(entry)).Select(KnowledgeUpdate.Put).ToList();
        if (updates.Count > 0)
            State.Write(updates, _time.GetUtcNow());
        Settle();
    }

    /// <summary>Removes an entry as this member.</summary>
    /// <exception cref="SemComException">This member may not write, or the entry is another one's.</exception>
    public void Remove(KnowledgeKind kind, string key)
    {
        State.Refresh();
        State.Write(KnowledgeUpdate.Remove(kind, key), _time.GetUtcNow());
        Settle();
    }

    /// <summary>
    /// Brings the entries, and the file of the description, in step with the records, after some have arrived, here or through another machine. Entries whose embeddings do not fit those of their kind
    /// are left out.
    /// </summary>
    public void Settle()
    {
        // Another machine may have settled in between, by records that were not read here yet: then these are followed too.
        do
            State.Refresh();
        while (Follow());
        if (State.Group.Address == _saved)
            return;
        State.Group.Save(Files + GroupEnding);
        _saved = State.Group.Address;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Store.Dispose();
        _secret.Dispose();
    }

    /// <summary>Makes the entries those of the state as it is.</summary>
    /// <returns>Whether there was something to change.</returns>
    private bool Follow()
    {
        var changes = State.TakeChanges();
        // What does not fit goes first: a kind may have been filled anew with embeddings of another length.
        Clear(changes, Fitting(changes));
        var fitting = Fitting(changes);
        if (fitting.Count > 0)
            Store.Add(fitting);
        Clear(changes, fitting);
        return changes.Count > 0;
    }

    /// <summary>Entries that have come and whose embeddings are as long as those of their kind.</summary>
    private HashSet<KnowledgeEntry> Fitting(IReadOnlyList<KnowledgeChange> changes) => [.. changes.Select(change => change.After).OfType<KnowledgeEntry>().GroupBy(entry => entry.Kind).SelectMany(Fitting)];

    private IEnumerable<KnowledgeEntry> Fitting(IGrouping<KnowledgeKind, KnowledgeEntry> entries)
    {
        var dimensions = Store.DimensionsOf(entries.Key) ?? entries.Select(entry => entry.Embedding.Length).FirstOrDefault(length => length > 0);
        return entries.Where(entry => entry.Embedding.Length == 0 || entry.Embedding.Length == dimensions);
    }

    /// <summary>Empties the places of changes in the store, but for those of some entries.</summary>
    private void Clear(IReadOnlyList<KnowledgeChange> changes, HashSet<KnowledgeEntry> kept)
    {
        foreach (var change in changes.Where(change => change.After is not { } entry || !kept.Contains(entry)))
        {
            if (Store.Find(change.Kind, change.Key) is { } gone)
                Store.Remove(gone.Id);
        }
    }

    private static KnowledgeReplica Keep(string store, KnowledgeGroup group, KnowledgeSecret secret, TimeProvider time)
    {
        var files = KnowledgeStores.FilesOf(store);
        secret.Save(files + SecretEnding);
        group.Save(files + GroupEnding);
        return new KnowledgeReplica(store, group, secret, time);
    }

    private static void Refuse(string store)
    {
        var files = KnowledgeStores.FilesOf(store);
        if (Array.Find([files + GroupEnding, files + SecretEnding], File.Exists) is { } there)
            throw new SemComException($"{there}: a new knowledge base must not replace a file; choose another name, or remove it");
        if (KnowledgeStores.Exists(store))
            throw new SemComException($"{KnowledgeStores.Shown(store)}: a new knowledge base must not replace a file or another one; choose another name, or remove it");
    }
}
