namespace SemCom;

/// <summary>What an agent can do: one of some named actions.</summary>
public sealed class ActionSpace
{
    /// <summary>Names the actions.</summary>
    /// <exception cref="ArgumentException">There are none, or two have one name.</exception>
    public ActionSpace(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0 || names.Distinct(StringComparer.Ordinal).Count() != names.Count)
            throw new ArgumentException($"actions must have different names, and there must be one at least (were {names.Count})", nameof(names));
        Names = names;
    }

    /// <summary>The actions' names in their order. A policy belongs to exactly these.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of actions.</summary>
    public int Count => Names.Count;
}
