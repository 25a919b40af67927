using SemCom.Knowledge;

namespace SemCom;

/// <summary>
/// Finds what a store knows about a question: by its words (BM25) and by its place among the embeddings, fused by rank. Any number of threads may use one.
/// </summary>
/// <param name="store">Where entries are.</param>
/// <param name="embedder">What placed their texts.</param>
public sealed class KnowledgeRetriever(IKnowledgeStore store, TextEmbedder embedder)
{
    /// <summary>Most hits of a search.</summary>
    public const int MaxLimit = 1000;

    private const int LeastDepth = 50;

    /// <summary>A retriever of a store as it is: how common words are is learned from the texts that are there.</summary>
    /// <param name="store">Where entries are.</param>
    /// <param name="dimensions">Numbers of an embedding; null for those that texts in the store have, or the default where there are none.</param>
    public static KnowledgeRetriever Of(IKnowledgeStore store, int? dimensions = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        var numbers = dimensions ?? store.DimensionsOf(KnowledgeKind.TextFact) ?? TextEmbedder.DefaultDimensions;
        return new KnowledgeRetriever(store, TextEmbedder.Learn(store.All(KnowledgeKind.TextFact).Select(e => e.Text), numbers));
    }

    /// <summary>Divides documents, learns how common their words are, and adds their pieces to a store, all or none. Pieces of an earlier version that has more of them stay.</summary>
    /// <returns>A retriever for them.</returns>
    /// <param name="store">Where they go.</param>
    /// <param name="documents">What to know.</param>
    /// <param name="chunker">How they are divided; null for the defaults.</param>
    /// <param name="dimensions">Numbers of an embedding.</param>
    /// <exception cref="SemComException">The store has texts with another number of dimensions.</exception>
    public static KnowledgeRetriever Ingest(IKnowledgeStore store, IEnumerable<TextDocument> documents, TextChunker? chunker = null, int dimensions = TextEmbedder.DefaultDimensions)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(documents);
        var chunks = documents.SelectMany((chunker ?? new TextChunker()).Divide).ToList();
        var embedder = TextEmbedder.Learn(chunks.Select(c => c.Searched), dimensions);
        store.Add([.. chunks.Select(c => c.ToEntry(embedder.Embed(c.Searched)))]);
        return new KnowledgeRetriever(store, embedder);
    }

    /// <summary>The texts that fit a question best, the best first. The score is that of reciprocal rank fusion: what counts is the order.</summary>
    /// <param name="query">Words, a sentence or a question.</param>
    /// <param name="limit">Most hits, 1 to <see cref="MaxLimit"/>.</param>
    /// <exception cref="SemComException">The limit is out of its range.</exception>
    public IReadOnlyList<KnowledgeHit> Search(string query, int limit)
    {
        ArgumentNullException.ThrowIfNull(query);
        Guard.InRange(limit, 1, MaxLimit, "hits of a search", "ask for fewer");
        var depth = Math.Clamp(4 * limit, LeastDepth, MaxLimit);
        return RankFusion.Fuse(limit, store.SearchText(query, depth, KnowledgeKind.TextFact), SearchNear(query, depth));
    }

    /// <summary>By place alone.</summary>
    internal IReadOnlyList<KnowledgeHit> SearchNear(string query, int limit)
    {
        var place = embedder.Embed(query);
        return store.DimensionsOf(KnowledgeKind.TextFact) is null || !place.AsSpan().ContainsAnyExcept(0f) ? [] : store.SearchNearest(KnowledgeKind.TextFact, place, limit);
    }
}
