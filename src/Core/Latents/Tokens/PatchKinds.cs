namespace SemCom.Latents;

/// <summary>What both ends expect of the latents that are quantised, patch by patch: patches of one class and one rotation are of one kind. Immutable.</summary>
public sealed class PatchKinds
{
    private readonly Func<int, int, double> _variance;
    private readonly RotationMap? _rotations;
    private readonly int[] _kinds;

    /// <summary>The kinds of a picture's patches, for the latents behind the colour means.</summary>
    /// <param name="tables">Variances where there are no rotations.</param>
    /// <param name="map">Classes of the patches.</param>
    /// <param name="rotations">Their rotations; null for a model without.</param>
    public PatchKinds(LatentTables tables, ClassMap map, RotationMap? rotations = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(map);
        (_rotations, Patches, Latents) = (rotations, map.Patches, tables.Latents - tables.LowLatents);
        Count = tables.ClassCount * RotationCount;
        _variance = rotations is null
            ? (kind, latent) => tables.HighVariance(kind, tables.LowLatents + latent)
            : (kind, latent) => rotations.Rotations.Variance(kind / RotationCount, kind % RotationCount, latent);
        _kinds = new int[Patches.Count];
        for (var patch = 0; patch < _kinds.Length; patch++)
            _kinds[patch] = map[patch / Patches.Columns, patch % Patches.Columns] * RotationCount + (rotations is null ? 0 : rotations.Taken[patch]);
    }

    /// <summary>Other things than patches that are quantised alike.</summary>
    /// <param name="patches">Their grid.</param>
    /// <param name="kinds">Kind of each.</param>
    /// <param name="variances">Of the latents of each kind [kind][latent], above 0.</param>
    internal PatchKinds(PatchGrid patches, int[] kinds, double[][] variances)
    {
        (Patches, _kinds, Latents, Count) = (patches, kinds, variances[0].Length, variances.Length);
        _variance = (kind, latent) => variances[kind][latent];
    }

    /// <summary>The patches.</summary>
    public PatchGrid Patches { get; }

    /// <summary>Latents of a patch.</summary>
    public int Latents { get; }

    /// <summary>Number of kinds, of which few pictures have all.</summary>
    public int Count { get; }

    /// <summary>Network that corrects what is expected of levels; null for none.</summary>
    internal EntropyNetwork? Network { get; init; }

    /// <summary>What it is told of each patch beside its levels, as many numbers for each.</summary>
    internal float[] Hints { get; init; } = [];

    /// <summary>Rotations of the model; null for one without.</summary>
    internal LatentRotations? Rotations => _rotations?.Rotations;

    private int RotationCount => _rotations?.Rotations.Count ?? 1;

    /// <summary>Kind of a patch, 0 .. <see cref="Count"/> − 1; patches come in rows from the top.</summary>
    public int this[int patch] => _kinds[patch];

    /// <summary>What the network is told of a patch beside its levels.</summary>
    internal ReadOnlySpan<float> HintsOf(int patch) => Hints.AsSpan(patch * (Hints.Length / Patches.Count), Hints.Length / Patches.Count);

    /// <summary>Rotation of the patches of a kind; 0 where there are none.</summary>
    internal int RotationOf(int kind) => kind % RotationCount;

    /// <summary>Variance of a latent (0..255 scale, squared).</summary>
    public double Variance(int kind, int latent) => _variance(kind, latent);
}
