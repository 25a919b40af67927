namespace SemCom.Knowledge;

/// <summary>Finds the vectors that point most nearly the same way as a query. The score is the cosine; a zero vector has 0 with everything. Any number of threads may use one.</summary>
internal interface IVectorIndex : IDisposable
{
    /// <summary>Vectors that are there.</summary>
    int Count { get; }

    /// <summary>Adds a vector, or replaces the one of the same id.</summary>
    void Add(KnowledgeId id, ReadOnlySpan<float> vector);

    /// <summary>Adds many at once, after which searches are as fast as they can be.</summary>
    void AddMany(IEnumerable<(KnowledgeId Id, ReadOnlyMemory<float> Vector)> vectors);

    /// <summary>Removes a vector; false when there is none.</summary>
    bool Remove(KnowledgeId id);

    /// <summary>The nearest, the best first; equal scores in the order of their ids.</summary>
    IReadOnlyList<(KnowledgeId Id, float Score)> Search(ReadOnlySpan<float> query, int limit);
}
