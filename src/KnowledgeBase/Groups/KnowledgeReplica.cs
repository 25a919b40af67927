namespace SemCom;

/// <summary>
/// A member's copy of what its group knows: a store in one file, the group's description and the member's secret beside it (.group and .key). What the member adds becomes sealed records, and records
/// that arrive become entries; the store follows the records.
/// </summary>
public sealed class KnowledgeReplica : IDisposable
{
    private const string GroupEnding = ".group", SecretEnding = ".key";

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly KnowledgeSecret _secret;

    private KnowledgeReplica(string path, KnowledgeGroup group, KnowledgeSecret secret, TimeProvider time)
    {
        (_path, _secret, _time) = (path, secret, time);
        Store = new SqliteKnowledgeStore(path, time);
        State = new GroupState(Store.Records, group, secret);
        Settle();
    }

    /// <summary>Entries, and the searches.</summary>
    public SqliteKnowledgeStore Store { get; }

    /// <summary>Records, and who may write them.</summary>
    public GroupState State { get; }

    /// <summary>Number of this member, for packets.</summary>
    public ulong MemberId => _secret.KeyId;

    /// <summary>Founds a group with this member as its owner.</summary>
    /// <param name="path">The store's file; it must not be there.</param>
    /// <param name="group">Name of the group.</param>
    /// <param name="member">Name of the owner.</param>
    /// <param name="time">Tells the time.</param>
    /// <exception cref="SemComException">There is a file, or a name breaks its rule.</exception>
    public static KnowledgeReplica Found(string path, string group, string member, TimeProvider time)
    {
        Refuse(path);
        var secret = KnowledgeSecret.Create();
        return Keep(path, KnowledgeGroup.Create(group, secret, member), secret, time);
    }

    /// <summary>Takes a member in, whose files are made. The owner hands the group key over.</summary>
    /// <param name="path">The new member's store; it must not be there.</param>
    /// <param name="member">Its name.</param>
    /// <param name="role">What it may do.</param>
    /// <exception cref="SemComException">There is a file, this member is not the owner, or a name breaks its rule.</exception>
    public KnowledgeReplica Admit(string path, string member, KnowledgeRole role)
    {
        Refuse(path);
        var secret = KnowledgeSecret.Join(_secret.ExportGroupKey());
        var group = State.Appoint(member, secret.PublicKey, role);
        group.Save(_path + GroupEnding);
        return Keep(path, group, secret, _time);
    }

    /// <summary>Opens a member's files.</summary>
    /// <exception cref="SemComException">One is missing, damaged or of another group.</exception>
    public static KnowledgeReplica Open(string path, TimeProvider time)
    {
        if (!File.Exists(path))
            throw new SemComException($"{path}: there is no knowledge base; make one with `semcom kb init`");
        return new KnowledgeReplica(path, KnowledgeGroup.Load(path + GroupEnding), KnowledgeSecret.Load(path + SecretEnding), time);
    }

    /// <summary>Adds entries as this member.</summary>
    /// <exception cref="SemComException">This member may not write, or another one's entry stands there; those before it are kept.</exception>
    public void Put(IEnumerable<KnowledgeEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
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
        State.Write(KnowledgeUpdate.Remove(kind, key), _time.GetUtcNow());
        Settle();
    }

    /// <summary>Brings the entries in step with the records, after some have arrived.</summary>
    public void Settle()
    {
        var changes = State.TakeChanges();
        Store.Add([.. changes.Select(change => change.After).OfType<KnowledgeEntry>()]);
        foreach (var change in changes)
        {
            if (change.After is null && Store.Find(change.Kind, change.Key) is { } gone)
                Store.Remove(gone.Id);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Store.Dispose();
        _secret.Dispose();
    }

    private static KnowledgeReplica Keep(string path, KnowledgeGroup group, KnowledgeSecret secret, TimeProvider time)
    {
        secret.Save(path + SecretEnding);
        group.Save(path + GroupEnding);
        return new KnowledgeReplica(path, group, secret, time);
    }

    private static void Refuse(string path)
    {
        if (Array.Find([path, path + GroupEnding, path + SecretEnding], File.Exists) is { } there)
            throw new SemComException($"{there}: a new knowledge base must not replace a file; choose another name, or remove it");
    }
}
