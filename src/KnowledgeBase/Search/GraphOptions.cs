namespace SemCom.Knowledge;

/// <summary>How a graph of neighbours is built and searched; the names are those of Malkov and Yashunin.</summary>
/// <param name="Links">Links of a vector in each layer above the lowest, M; the lowest has twice as many.</param>
/// <param name="BuildBreadth">Candidates kept while a vector is linked, efConstruction.</param>
/// <param name="SearchBreadth">Candidates kept and compared exactly in a search, ef.</param>
internal sealed record GraphOptions(int Links = 16, int BuildBreadth = 64, int SearchBreadth = 256);
