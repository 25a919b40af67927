using SemCom.Knowledge;

namespace SemCom;

/// <summary>
/// One end of the synchronisation of two sets of records over a link that may lose, double, reorder and damage packets. Both ends compare trees of hashes over the ids of their records and send
/// each other what one of them lacks; any packet may be lost, and either end may start anew. Ends in step send nothing. For several peers there is one for each, on the same set.
/// One thread at a time.
/// </summary>
public sealed class Synchroniser
{
    private const int TriesInDoubt = 3, MaxRefused = 4096, LongestWait = 16, WaitsForBranches = 4;

    private readonly IRecordSet _records;
    private readonly SynchroniserOptions _options;
    private readonly IdTree _tree = new();
    private readonly RootExchange _roots;
    private readonly SyncOutbox _outbox;
    private readonly List<byte[]> _arrived = [];
    private bool _heard, _fragmentsCame, _rootIsDue;
    private int _quiet, _quietFragments, _tries, _waited, _waits;

    /// <summary>Makes an end of a session.</summary>
    /// <param name="records">What this end has. It may change beside the session at any time between two calls; what is in it must be there after a restart.</param>
    /// <param name="options">Ends and link.</param>
    /// <exception cref="SemComException">A value of the options breaks its rule.</exception>
    public Synchroniser(IRecordSet records, SynchroniserOptions options)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        (_records, _options, _quiet) = (records, options, options.Patience - 1);
        (_roots, _outbox) = (new RootExchange(options.Incarnation), new SyncOutbox(records, _tree, options.MaxPacket));
        Follow();
    }

    /// <summary>What is known of this end and its peer.</summary>
    public KnowledgeAgreement Agreement
    {
        get
        {
            Follow();
            return _roots.Agreement(_tree.Digest);
        }
    }

    /// <summary>What this end has sent so far.</summary>
    public SynchronisationBytes Sent { get; private set; }

    /// <summary>Sends records unasked, for a peer that is known to lack them.</summary>
    /// <param name="ids">Addresses of records; those that are not there are left out.</param>
    public void Offer(IEnumerable<KnowledgeId> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        foreach (var id in ids)
            _outbox.Push(id);
    }

    /// <summary>The next packets for the peer, none when there is nothing to say. To be called again and again, as often as the link has room for packets.</summary>
    /// <param name="budget">Most bytes of all of them together. What needs a whole packet waits for a budget of <see cref="SynchroniserOptions.MaxPacket"/>.</param>
    public IEnumerable<byte[]> NextPackets(int budget)
    {
        Follow();
        Ask();
        var packets = new List<byte[]>();
        while (true)
        {
            var packet = new PacketBuilder(Math.Min(_options.MaxPacket, budget));
            FillRoot(packet);
            if (!_rootIsDue)
                _outbox.Fill(packet);
            if (packet.IsEmpty)
                return packets;
            packets.Add(packet.Seal(_options.Key.Span, _options.Self));
            var (length, records) = (packets[^1].Length, packet.RecordBytes);
            Sent = new SynchronisationBytes(Sent.Packets + 1, Sent.Tree + length - records, Sent.Records + records);
            budget -= length;
        }
    }

    /// <summary>Takes a packet of the peer; false for one that is damaged or somebody else's.</summary>
    public bool Receive(ReadOnlySpan<byte> packet)
    {
        var isWhole = Take(packet);
        Keep();
        return isWhole;
    }

    /// <summary>Takes packets of the peer that have come together, as <see cref="Receive"/> does one after the other. Records that follow each other are added to the set in one step.</summary>
    /// <returns>How many were neither damaged nor somebody else's.</returns>
    public int ReceiveAll(IEnumerable<byte[]> packets)
    {
        ArgumentNullException.ThrowIfNull(packets);
        var taken = 0;
        foreach (var packet in packets)
            taken += Take(packet) ? 1 : 0;
        Keep();
        return taken;
    }

    private bool Take(ReadOnlySpan<byte> packet)
    {
        if (!SyncPacket.TryOpen(packet, _options.Key.Span, _options.Peer, out var messages))
            return false;
        var reader = new MessageReader(messages);
        while (reader.Remaining > 0)
        {
            var type = (SyncMessageType)reader.Byte();
            if (type is not (SyncMessageType.Record or SyncMessageType.Fragment))
                Keep();
            if (!Take(type, ref reader))
                return false;
            _fragmentsCame |= type == SyncMessageType.Fragment;
            _heard |= type is SyncMessageType.Fragment or SyncMessageType.Record || !_outbox.IsEmpty;
        }
        return true;
    }

    /// <summary>Brings the tree to what the set is now; what was added to a set in step goes to the peer unasked.</summary>
    private void Follow()
    {
        var wasInStep = _roots.Agreement(_tree.Digest) == KnowledgeAgreement.InStep;
        if (_tree.Follow(_records.Ids) is not { } added)
            return;
        Change();
        if (wasInStep)
            Offer(added);
    }

    private void Change()
    {
        _roots.Change();
        _outbox.Refused.Clear();
    }

    /// <summary>
    /// Starts anew when nothing has come for a while: with a root as long as the ends are not known to be in step, and with the first branches when they are known not to be. The end with
    /// the higher digest begins, and in doubt either. It does so now and then though packets come, for they may be old ones.
    /// </summary>
    private void Ask()
    {
        (_quiet, _tries) = _heard ? (0, 0) : (_quiet + 1, _tries);
        _quietFragments = _fragmentsCame ? 0 : _quietFragments + 1;
        (_heard, _fragmentsCame) = (false, false);
        _rootIsDue |= _roots.IsOwed;
        if (_quietFragments >= _options.Patience)
        {
            _outbox.WantGaps();
            _quietFragments = 0;
        }
        var agreement = _roots.Agreement(_tree.Digest);
        if (agreement == KnowledgeAgreement.InStep)
            return;
        var isIdle = _quiet >= _options.Patience && _outbox.IsEmpty;
        if (!isIdle && ++_waited < LongestWait * _options.Patience)
            return;
        (_rootIsDue, _quiet, _waited, _tries, _waits) = (true, 0, 0, _tries + 1, isIdle ? 0 : _waits + 1);
        var mayBegin = isIdle || _waits % WaitsForBranches == 0;
        if (agreement == KnowledgeAgreement.Behind && mayBegin && ((_roots.IsConfirmed && _tree.Digest > _roots.PeerDigest) || _tries > TriesInDoubt || !isIdle))
            _outbox.Describe(IdPrefix.Root);
    }

    private void FillRoot(PacketBuilder packet)
    {
        if (!_rootIsDue || packet.Room < RootMessage.Length)
            return;
        _roots.Next(_tree.Count, _tree.Digest).Write(packet);
        _rootIsDue = false;
    }

    private bool Take(SyncMessageType type, ref MessageReader reader) => type switch
    {
        SyncMessageType.Root => TakeRoot(ref reader),
        SyncMessageType.Nodes => TakeNodes(ref reader),
        SyncMessageType.Ids => TakeIds(ref reader),
        SyncMessageType.Want => TakeWant(ref reader),
        SyncMessageType.Record => TakeRecord(ref reader),
        SyncMessageType.Fragment => TakeFragment(ref reader),
        SyncMessageType.Gaps => TakeGaps(ref reader),
        _ => false,
    };

    private bool TakeRoot(ref MessageReader reader)
    {
        var root = RootMessage.Read(ref reader);
        if (!reader.Failed)
            _roots.Hear(root, _tree.Digest);
        return !reader.Failed;
    }

    private bool TakeNodes(ref MessageReader reader)
    {
        var (prefix, map) = (reader.Prefix(), reader.UInt16());
        var digests = new ulong?[IdTree.Fan];
        for (var digit = 0; digit < digests.Length; digit++)
            digests[digit] = (map >> digit & 1) != 0 ? reader.UInt64() : null;
        if (reader.Failed || prefix.Length == IdPrefix.MaxLength)
            return false;
        if (_tree.Find(prefix) is not { } node || node.Count <= _outbox.IdLimit)
        {
            _outbox.Describe(prefix);
            return true;
        }
        for (var digit = 0; digit < digests.Length; digit++)
        {
            var mine = node.Child(digit) is { Count: > 0 } child ? child : null;
            if (digests[digit] is { } theirs && (mine is null || IdPrefix.HeadOf(mine.Digest) != theirs))
                _outbox.Describe(prefix.Child(digit));
            else if (digests[digit] is null && mine is not null)
                Offer(mine.Ids);
        }
        return true;
    }

    private bool TakeIds(ref MessageReader reader)
    {
        var (prefix, heads) = (reader.Prefix(), reader.Heads().ToHashSet());
        if (reader.Failed)
            return false;
        foreach (var id in _tree.Find(prefix)?.Ids ?? [])
        {
            if (!heads.Remove(IdPrefix.HeadOf(id)))
                _outbox.Push(id);
        }
        foreach (var head in heads.Where(prefix.Contains))
            _outbox.Want(head);
        return true;
    }

    private bool TakeWant(ref MessageReader reader)
    {
        var heads = reader.Heads();
        if (!reader.Failed)
            Offer(heads.SelectMany(_tree.WithHead));
        return !reader.Failed;
    }

    private bool TakeRecord(ref MessageReader reader)
    {
        var record = reader.Take(reader.UInt16());
        if (!reader.Failed)
            _arrived.Add(record.ToArray());
        return !reader.Failed;
    }

    private bool TakeFragment(ref MessageReader reader)
    {
        var (head, total, offset) = (reader.UInt64(), reader.UInt32(), reader.UInt32());
        var bytes = reader.Take(reader.UInt16());
        if (reader.Failed)
            return false;
        if (!_outbox.Refused.Contains(head) && !_tree.WithHead(head).Any() && _outbox.Reassembler.Add(head, total, offset, bytes) is { } record)
            _arrived.Add(record);
        return true;
    }

    private bool TakeGaps(ref MessageReader reader)
    {
        var (id, _, count) = (_tree.WithHead(reader.UInt64()).Cast<KnowledgeId?>().FirstOrDefault(), reader.UInt32(), reader.UInt16());
        for (var i = 0; i < count && !reader.Failed; i++)
        {
            var (offset, length) = (reader.UInt32(), reader.UInt32());
            if (!reader.Failed && id is { } known)
                _outbox.Send(known, offset, length);
        }
        return !reader.Failed;
    }

    /// <summary>Adds the records that have arrived. Nothing is said about them before, and if they cannot be added, they are as lost as a packet.</summary>
    private void Keep()
    {
        if (_arrived.Count == 0)
            return;
        var records = _arrived.ToArray();
        _arrived.Clear();
        _records.AddAll(records);
        foreach (var id in records.Select(record => KnowledgeId.Of(record)))
        {
            if (!_records.Contains(id))
                Refuse(id);
            else if (_tree.Add(id))
                Change();
            _outbox.Reassembler.Forget(IdPrefix.HeadOf(id));
        }
    }

    private void Refuse(KnowledgeId id)
    {
        if (_outbox.Refused.Count < MaxRefused)
            _outbox.Refused.Add(IdPrefix.HeadOf(id));
    }
}
