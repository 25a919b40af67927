namespace SemCom.Latents;

/// <summary>What both ends expect of the latents behind the colour means, patch by patch: patches of one class and one rotation are of one kind. Immutable.</summary>
public sealed class PatchKinds
{
    private readonly LatentTables _tables;
    private readonly RotationMap? _rotations;
    private readonly int[] _kinds;

    /// <summary>The kinds of a picture's patches.</summary>
    /// <param name="tables">Variances where there are no rotations.</param>
    /// <param name="map">Classes of the patches.</param>
    /// <param name="rotations">Their rotations; null for a model without.</param>
    public PatchKinds(LatentTables tables, ClassMap map, RotationMap? rotations = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(map);
        (_tables, _rotations, Patches) = (tables, rotations, map.Patches);
        _kinds = new int[Patches.Count];
        for (var patch = 0; patch < _kinds.Length; patch++)
            _kinds[patch] = map[patch / Patches.Columns, patch % Patches.Columns] * RotationCount + (rotations is null ? 0 : rotations.Taken[patch]);
    }

    /// <summary>The patches.</summary>
    public PatchGrid Patches { get; }

    /// <summary>Latents of a patch behind the colour means.</summary>
    public int Latents => _tables.Latents - _tables.LowLatents;

    /// <summary>Number of kinds, of which few pictures have all.</summary>
    public int Count => _tables.ClassCount * RotationCount;

    /// <summary>Rotations of the model; null for one without.</summary>
    internal LatentRotations? Rotations => _rotations?.Rotations;

    private int RotationCount => _rotations?.Rotations.Count ?? 1;

    /// <summary>Kind of a patch, 0 .. <see cref="Count"/> − 1; patches come in rows from the top.</summary>
    public int this[int patch] => _kinds[patch];

    /// <summary>Rotation of the patches of a kind; 0 where there are none.</summary>
    internal int RotationOf(int kind) => kind % RotationCount;

    /// <summary>Variance of a latent, counted from the first behind the colour means (0..255 scale, squared).</summary>
    public double Variance(int kind, int latent) => _rotations is null
        ? _tables.HighVariance(kind, _tables.LowLatents + latent)
        : _rotations.Rotations.Variance(kind / RotationCount, kind % RotationCount, latent);
}
