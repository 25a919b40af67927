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

    private KnowledgeReplica(string store, KnowledgeGroup group, KnowledgeSecret secret, TimeProvider time)
    {
        (Name, Files, _secret, _time) = (KnowledgeStores.Shown(store), KnowledgeStores.FilesOf(store), secret, time);
        Store = KnowledgeStores.Open(store, time);
        try
        {
            State = new GroupState(Store.Records, group, secret);
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

    /// <summary>Takes a member in, whose files are made. The owner hands the group key over.</summary>
    /// <param name="store">The new member's store; it must not be there.</param>
    /// <param name="member">Its name.</param>
    /// <param name="role">What it may do.</param>
    /// <exception cref="SemComException">There is a file or a store, this member is not the owner, or a name breaks its rule.</exception>
    public KnowledgeReplica Admit(string store, string member, KnowledgeRole role)
    {
        Refuse(store);
        var secret = KnowledgeSecret.Join(_secret.ExportGroupKey());
        var group = State.Appoint(member, secret.PublicKey, role);
        group.Save(Files + GroupEnding);
        return Keep(store, group, secret, _time);
    }

    /// <summary>Opens a member's store and files.</summary>
    /// <exception cref="SemComException">One is missing, damaged or of another group.</exception>
    public static KnowledgeReplica Open(string store, TimeProvider time)
    {
        if (!KnowledgeStores.Exists(store))
            throw new SemComException($"{KnowledgeStores.Shown(store)}: there is no knowledge base; make one with `semcom kb init`");
        var files = KnowledgeStores.FilesOf(store);
        return new KnowledgeReplica(store, KnowledgeGroup.Load(files + GroupEnding), KnowledgeSecret.Load(files + SecretEnding), time);
    }

    /// <summary>Adds entries as this member.</summary>
    /// <exception cref="SemComException">This member may not write, or another one's entry stands there; those before it are kept.</exception>
    public void Put(IEnumerable<KnowledgeEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        State.Refresh();
        try
        {
            foreach (var entry in entries)
            {
                if (!entry.Equals(State.Find(entry.Kind, entry.Key)))
                    State.Write(KnowledgeUpdate.Put(entry), _time.GetUtcNow());
            }
        }
        finally
        {
            Settle();
        }
    }

    /// <summary>Removes an entry as this member.</summary>
    /// <exception cref="SemComException">This member may not write, or the entry is another one's.</exception>
    public void Remove(KnowledgeKind kind, string key)
    {
        State.Refresh();
        State.Write(KnowledgeUpdate.Remove(kind, key), _time.GetUtcNow());
        Settle();
    }

    /// <summary>Brings the entries in step with the records, after some have arrived, here or through another machine.</summary>
    public void Settle()
    {
        // Another machine may have settled in between, by records that were not read here yet: then these are followed too.
        do
            State.Refresh();
        while (Follow());
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
        Store.Add([.. changes.Select(change => change.After).OfType<KnowledgeEntry>()]);
        foreach (var change in changes)
        {
            if (change.After is null && Store.Find(change.Kind, change.Key) is { } gone)
                Store.Remove(gone.Id);
        }
        return changes.Count > 0;
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
