namespace SemCom;

/// <summary>A way through statements.</summary>
/// <param name="Entities">What it passes, one more than it has edges.</param>
/// <param name="Edges">What it rests on, in order.</param>
public sealed record KnowledgePath(IReadOnlyList<string> Entities, IReadOnlyList<KnowledgeEdge> Edges)
{
    /// <summary>Where it ends.</summary>
    public string End => Entities[^1];

    internal KnowledgePath To(string entity, KnowledgeEdge edge) => new([.. Entities, entity], [.. Edges, edge]);
}
