namespace SemCom;

/// <summary>What a session has sent.</summary>
/// <param name="Packets">Number of packets.</param>
/// <param name="Tree">Bytes of roots, branches and lists of ids, with the frames of packets that begin with them.</param>
/// <param name="Records">Bytes of records, with the frames of packets that begin with them.</param>
public readonly record struct SynchronisationBytes(long Packets, long Tree, long Records)
{
    /// <summary>All bytes: the sum of the packets' lengths.</summary>
    public long Total => Tree + Records;
}
