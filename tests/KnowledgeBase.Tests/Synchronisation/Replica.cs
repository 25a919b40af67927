namespace SemCom.Knowledge.Tests.Synchronisation;

/// <summary>An end with a set that outlives its sessions.</summary>
internal sealed class Replica(ulong self, ulong peer, int maxPacket = 256, IRecordSet? records = null)
{
    private ulong _incarnation;

    public IRecordSet Records { get; } = records ?? new MemoryRecordSet();

    public Synchroniser Session { get => field ??= Start(); private set; }

    public bool Has(Replica other) => Records.Ids.SequenceEqual(other.Records.Ids);

    public void Restart() => Session = Start();

    public void AddRandom(Random random, int length)
    {
        var record = new byte[length];
        random.NextBytes(record);
        Records.Add(record);
    }

    private Synchroniser Start() => new(Records, new SynchroniserOptions { Self = self, Peer = peer, Incarnation = ++_incarnation, MaxPacket = maxPacket, Key = new byte[] { 1, 2, 3 } });
}
