namespace SemCom.Agents;

/// <summary>Lines in the order in which they came, each once.</summary>
internal sealed class DistinctLines
{
    private readonly List<string> _lines = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Lines => _lines;

    public void Add(string line)
    {
        if (_known.Add(line))
            _lines.Add(line);
    }
}
