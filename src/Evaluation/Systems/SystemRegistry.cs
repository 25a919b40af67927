namespace SemCom.Evaluation;

/// <summary>What may be chosen when a system is made.</summary>
public sealed record SystemOptions
{
    /// <summary>Model id; null: the system's default. Systems without a model ignore it.</summary>
    public string? Model { get; init; }
}

/// <summary>The systems that can be compared, in one visible list.</summary>
public sealed class SystemRegistry(IReadOnlyList<SystemEntry> entries)
{
    /// <summary>The systems that come with SemCom.</summary>
    public static SystemRegistry Default { get; } = new(
    [
        new("semantic", "joint source-channel coding with a neural model", options => new SemanticSystem(options.Model)),
    ]);

    /// <summary>All entries, in the order in which they are shown.</summary>
    public IReadOnlyList<SystemEntry> Entries { get; } = entries;

    /// <summary>Makes the system called <paramref name="name"/>.</summary>
    /// <exception cref="SemComException">There is no such system, or its model cannot be used.</exception>
    public ISystem Create(string name, SystemOptions options)
    {
        foreach (var entry in Entries)
        {
            if (string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase))
                return entry.Create(options);
        }
        throw new SemComException($"--systems: unknown system '{name}'; known are {string.Join(", ", Entries.Select(e => e.Name))}");
    }
}

/// <summary>One row of <see cref="SystemRegistry"/>.</summary>
/// <param name="Name">Short name, as typed after <c>--systems</c>.</param>
/// <param name="Description">One line for lists.</param>
/// <param name="Create">Makes the system.</param>
public sealed record SystemEntry(string Name, string Description, Func<SystemOptions, ISystem> Create);
