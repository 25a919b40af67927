namespace SemCom.Knowledge;

/// <summary>What a session has to say, and how it is put into packets: questions first, records last. What is said is looked up when a packet is filled, so that it is of the present.</summary>
/// <param name="records">Records of this end.</param>
/// <param name="tree">Their tree.</param>
/// <param name="maxPacket">Most bytes of a packet.</param>
internal sealed class SyncOutbox(IRecordSet records, IdTree tree, int maxPacket)
{
    private const int MaxIds = 48, MaxAnswers = 4096, MaxQueued = 65_536, WholeFragments = 4;
    private const int ListHead = 1 + sizeof(ushort), PrefixBytes = 1 + sizeof(ulong), FragmentHead = 1 + 8 + 4 + 4 + 2, GapsHead = 1 + 8 + 4 + 2, GapBytes = 8;

    private readonly UniqueQueue<ulong> _wants = new(MaxQueued), _gaps = new(MaxAnswers);
    private readonly UniqueQueue<IdPrefix> _answers = new(MaxAnswers);
    private readonly UniqueQueue<RecordPiece> _pieces = new(MaxQueued);
    private readonly UniqueQueue<KnowledgeId> _pushes = new(int.MaxValue);

    private (KnowledgeId Id, byte[] Record)? _last;

    private int Space => maxPacket - SyncPacket.Overhead;

    private int Chunk => Space - FragmentHead;

    /// <summary>True when nothing is left to send, a root aside.</summary>
    public bool IsEmpty => _wants.Count + _gaps.Count + _answers.Count + _pieces.Count + _pushes.Count == 0;

    /// <summary>Most ids that are listed for a prefix; where there are more, its branches are described.</summary>
    public int IdLimit => Math.Min(MaxIds, (Space - ListHead - PrefixBytes) / sizeof(ulong));

    /// <summary>Records that need not be sent to this end: those that were refused.</summary>
    public HashSet<ulong> Refused { get; } = [];

    public Reassembler Reassembler { get; } = new();

    /// <summary>Says what stands beneath a prefix.</summary>
    public void Describe(IdPrefix prefix) => _answers.Add(prefix);

    public void Push(KnowledgeId id) => _pushes.Add(id);

    /// <summary>Asks for a record, unless it was refused or has begun to arrive.</summary>
    public void Want(ulong head)
    {
        if (!Refused.Contains(head) && Reassembler.Find(head) is null)
            _wants.Add(head);
    }

    /// <summary>Asks for what is missing of the records that have begun to arrive.</summary>
    public void WantGaps()
    {
        foreach (var head in Reassembler.Begun)
            _gaps.Add(head);
    }

    /// <summary>Sends part of a record.</summary>
    public void Send(KnowledgeId id, long offset, long length)
    {
        if (Read(id) is not { } record)
            return;
        for (var at = offset; at < Math.Min(offset + length, record.Length); at += Chunk)
            _pieces.Add(new RecordPiece(id, (int)at, (int)Math.Min(Chunk, Math.Min(offset + length, record.Length) - at)));
    }

    /// <summary>Fills a packet as far as it goes.</summary>
    public void Fill(PacketBuilder packet)
    {
        _ = Drain(_gaps, packet, WriteGaps) && FillWants(packet) && Drain(_answers, packet, WriteDescription) && Drain(_pieces, packet, WritePiece) && FillPushes(packet);
    }

    /// <summary>A record, without asking again for the one that was asked for last.</summary>
    private byte[]? Read(KnowledgeId id)
    {
        if (_last is { } last && last.Id == id)
            return last.Record;
        var record = records.Read(id);
        _last = record is null ? null : (id, record);
        return record;
    }

    private static bool Drain<T>(UniqueQueue<T> queue, PacketBuilder packet, Func<PacketBuilder, T, bool> write) where T : struct
    {
        for (; queue.Count > 0; queue.RemoveHead())
        {
            if (!write(packet, queue.Head))
                return false;
        }
        return true;
    }

    private bool FillWants(PacketBuilder packet)
    {
        var heads = new List<ulong>();
        for (; _wants.Count > 0 && packet.Room >= ListHead + sizeof(ulong) * (heads.Count + 1); _wants.RemoveHead())
        {
            if (!tree.WithHead(_wants.Head).Any())
                heads.Add(_wants.Head);
        }
        if (heads.Count > 0)
            packet.Begin(SyncMessageType.Want).Heads(heads);
        return _wants.Count == 0;
    }

    private bool WriteGaps(PacketBuilder packet, ulong head)
    {
        if (Reassembler.Find(head) is not { } partial)
            return true;
        var most = (packet.Room - GapsHead) / GapBytes;
        if (most < 1)
            return false;
        var gaps = partial.Gaps.Take(most).ToList();
        packet.Begin(SyncMessageType.Gaps).UInt64(head).UInt32((uint)partial.Total).UInt16(gaps.Count);
        gaps.ForEach(gap => packet.UInt32((uint)gap.Offset).UInt32((uint)gap.Length));
        return true;
    }

    private bool WriteDescription(PacketBuilder packet, IdPrefix prefix)
    {
        var node = tree.Find(prefix);
        if (node is null || node.Count <= IdLimit)
        {
            var heads = (node?.Ids ?? []).Select(IdPrefix.HeadOf).Concat(Refused.Concat(Reassembler.Begun).Where(prefix.Contains)).Distinct().Take(IdLimit).ToList();
            if (packet.Room < ListHead + PrefixBytes + sizeof(ulong) * heads.Count)
                return false;
            packet.Begin(SyncMessageType.Ids).Prefix(prefix).Heads(heads);
            return true;
        }
        if (prefix.Length == IdPrefix.MaxLength)
            return true;
        if (packet.Room < ListHead + PrefixBytes + sizeof(ulong) * IdTree.Fan)
            return false;
        WriteBranches(packet.Begin(SyncMessageType.Nodes).Prefix(prefix), node);
        return true;
    }

    private static void WriteBranches(PacketBuilder packet, IdTreeNode node)
    {
        var children = Enumerable.Range(0, IdTree.Fan).Select(digit => node.Child(digit) is { Count: > 0 } child ? child : null).ToArray();
        packet.UInt16(children.Select((child, digit) => child is null ? 0 : 1 << digit).Sum());
        foreach (var child in children.OfType<IdTreeNode>())
            packet.UInt64(IdPrefix.HeadOf(child.Digest));
    }

    private bool WritePiece(PacketBuilder packet, RecordPiece piece)
    {
        if (packet.Room < FragmentHead + piece.Length)
            return false;
        if (Read(piece.Id) is not { } record)
            return true;
        packet.BeginRecord(SyncMessageType.Fragment, FragmentHead + piece.Length).UInt64(IdPrefix.HeadOf(piece.Id)).UInt32((uint)record.Length)
            .UInt32((uint)piece.Offset).UInt16(piece.Length).Bytes(record.AsSpan(piece.Offset, piece.Length));
        return true;
    }

    /// <summary>Small records go whole, middle ones in fragments; of a large one only the first, after which the peer asks for the others.</summary>
    private bool FillPushes(PacketBuilder packet)
    {
        for (; _pushes.Count > 0; _pushes.RemoveHead())
        {
            if (Read(_pushes.Head) is not { } record)
                continue;
            if (ListHead + record.Length > Space)
            {
                Send(_pushes.Head, 0, record.Length <= WholeFragments * Chunk ? record.Length : Chunk);
                continue;
            }
            if (packet.Room < ListHead + record.Length)
                return false;
            packet.BeginRecord(SyncMessageType.Record, ListHead + record.Length).UInt16(record.Length).Bytes(record);
        }
        return Drain(_pieces, packet, WritePiece);
    }
}
