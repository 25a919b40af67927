using System.Runtime.CompilerServices;

namespace SemCom.Wire;

/// <summary>Counts the values that the open arrays and maps still need, without allocating.</summary>
internal struct Nesting
{
    /// <summary>Deepest nesting of arrays and maps.</summary>
    public const int MaxDepth = 32;

    private Counts _missing;

    /// <summary>Open arrays and maps.</summary>
    public int Depth { get; private set; }

    /// <summary>True when an array or map with contents would be nested too deeply.</summary>
    public readonly bool IsFull => Depth == MaxDepth;

    /// <summary>A value has begun: one less is missing where it stands. Containers that are complete close.</summary>
    /// <param name="children">Values within it: elements of an array, keys and values of a map, otherwise 0.</param>
    public void Add(long children)
    {
        if (Depth > 0)
            _missing[Depth - 1]--;
        if (children > 0)
            _missing[Depth++] = children;
        while (Depth > 0 && _missing[Depth - 1] == 0)
            Depth--;
    }

    [InlineArray(MaxDepth)]
    private struct Counts
    {
        private long _first;
    }
}
