namespace SemCom;

/// <summary>One step along a relation.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Backwards">From object to subject.</param>
public sealed record KnowledgeStep(string Relation, bool Backwards = false)
{
    /// <summary>The step from subject to object.</summary>
    public static implicit operator KnowledgeStep(string relation) => new(relation);
}
