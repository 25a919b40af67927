namespace SemCom;

/// <summary>What an examination of a whole store found.</summary>
/// <param name="Entries">Entries that were read.</param>
/// <param name="Records">Records of synchronisation that were read.</param>
/// <param name="Problems">One sentence for each thing that is wrong, at most some hundreds.</param>
public sealed record StoreReport(int Entries, int Records, IReadOnlyList<string> Problems)
{
    /// <summary>True when nothing is wrong.</summary>
    public bool IsSound => Problems.Count == 0;
}
