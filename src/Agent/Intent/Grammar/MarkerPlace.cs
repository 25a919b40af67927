namespace SemCom.Agents;

/// <summary>Where a word of priority stands beside its aim.</summary>
internal enum MarkerPlace
{
    Before,
    After,
    Either,
}
