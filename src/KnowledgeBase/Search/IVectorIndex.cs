namespace SemCom.Knowledge;

/// <summary>Vectors of one kind by the ids of their entries, searched by the cosine. Calls to one index must not overlap.</summary>
internal interface IVectorIndex
{
    /// <summary>Vectors that are there.</summary>
    int Count { get; }

    /// <summary>Adds a vector, or replaces that of the same id.</summary>
    void Add(KnowledgeId id, ReadOnlySpan<float> vector);

    /// <summary>Removes a vector; false when there is none.</summary>
    bool Remove(KnowledgeId id);

    /// <summary>At most so many vectors nearest to a query, the nearest first; the score is the cosine, 0 where one of the two is zero.</summary>
    IReadOnlyList<(KnowledgeId Id, float Score)> Search(ReadOnlySpan<float> query, int limit);
}
