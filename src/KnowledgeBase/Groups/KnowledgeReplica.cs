using SemCom.Knowledge;

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
    private KnowledgeId _saved;

    private KnowledgeReplica(string path, KnowledgeGroup group, KnowledgeSecret secret, TimeProvider time)
    {
        (_path, _secret, _time, _saved) = (path, secret, time, group.Address);
        Store = new SqliteKnowledgeStore(path, time);
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

    /// <summary>Takes a member in, whose files are made. It can read all that the group knows.</summary>
    /// <param name="path">The new member's store; it must not be there.</param>
    /// <param name="member">Its name.</param>
    /// <param name="role">What it may do.</param>
    /// <exception cref="SemComException">There is a file, this member is not the owner, or a name breaks its rule.</exception>
    public KnowledgeReplica Admit(string path, string member, KnowledgeRole role)
    {
        Refuse(path);
        var secret = KnowledgeSecret.Create();
        var group = State.Appoint(member, secret.PublicKey, role);
        Settle();
        return Keep(path, group, secret, _time);
    }

    /// <summary>Gives a member another role, or removes it, as the owner. What a removed member wrote until then stands; what others write from then on it cannot read.</summary>
    /// <param name="member">Its name.</param>
    /// <param name="role">What it may do.</param>
    /// <exception cref="SemComException">There is no such member or several, this one is not the owner, or there would be another owner.</exception>
    public KnowledgeGroup Appoint(string member, KnowledgeRole role)
    {
        var named = State.Group.Members.Where(other => other.Name == member).ToList();
        if (named.Count != 1)
            throw new SemComException($"a member of the group '{State.Group.Name}' must be named ('{member}' are {named.Count}); its members are {string.Join(", ", State.Group.Members.Select(other => other.Name))}");
        var group = State.Appoint(member, named[0].PublicKey, role);
        Settle();
        return group;
    }

    /// <summary>Opens a member's files.</summary>
    /// <exception cref="SemComException">One is missing, damaged or of another group.</exception>
    public static KnowledgeReplica Open(string path, TimeProvider time)
    {
        if (!File.Exists(path))
            throw new SemComException($"{path}: there is no knowledge base; make one with `semcom kb init`");
        var group = KnowledgeGroup.Load(path + GroupEnding);
        var secret = KnowledgeSecret.Load(path + SecretEnding);
        try
        {
            return group.Find(secret.KeyId) is not null ? new KnowledgeReplica(path, group, secret, time) : throw new SemComException($"{path}{SecretEnding}: {group.NoKey().Message}");
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
        State.Write(KnowledgeUpdate.Remove(kind, key), _time.GetUtcNow());
        Settle();
    }

    /// <summary>Brings the entries, and the file of the description, in step with the records, after some have arrived. Entries whose embeddings do not fit those of their kind are left out.</summary>
    public void Settle()
    {
        var changes = State.TakeChanges();
        Store.Add([.. changes.Select(change => change.After).OfType<KnowledgeEntry>().GroupBy(entry => entry.Kind).SelectMany(Fitting)]);
        foreach (var change in changes)
        {
            if (change is { After: null, Before: { } gone })
                Store.Remove(gone);
        }
        if (State.Group.Address == _saved)
            return;
        State.Group.Save(_path + GroupEnding);
        _saved = State.Group.Address;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Store.Dispose();
        _secret.Dispose();
    }

    private IEnumerable<KnowledgeEntry> Fitting(IGrouping<KnowledgeKind, KnowledgeEntry> entries)
    {
        var dimensions = Store.DimensionsOf(entries.Key) ?? entries.Select(entry => entry.Embedding.Length).FirstOrDefault(length => length > 0);
        return entries.Where(entry => entry.Embedding.Length == 0 || entry.Embedding.Length == dimensions);
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
