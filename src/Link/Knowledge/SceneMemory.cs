namespace SemCom.Knowledge;

/// <summary>
/// Which places a sender sees: descriptors of all its pictures are learned as prototypes that follow them (<see cref="PrototypeLearner"/>). A place has one picture; a fresh one takes the place of the old,
/// and those of places that are forgotten go with it.
/// </summary>
internal sealed class SceneMemory
{
    /// <summary>Distance of descriptors, unit vectors, from which on they are of two places. Different pictures are about √2 apart.</summary>
    private const double Novelty = 0.5;

    /// <summary>Pictures after which one counts half.</summary>
    private const double HalfLife = 500;

    private readonly ScenePrototypes _prototypes;
    private readonly PrototypeLearner _places;

    /// <summary>Knows the places of the prototypes that there are.</summary>
    /// <param name="prototypes">The sender's.</param>
    /// <param name="places">Most places.</param>
    public SceneMemory(ScenePrototypes prototypes, int places)
    {
        _prototypes = prototypes;
        _places = new PrototypeLearner(SceneDescriptor.Length, new PrototypeOptions { Capacity = places, Novelty = Novelty, HalfLife = HalfLife });
        foreach (var (_, descriptor) in prototypes.All())
            _places.Observe(descriptor);
    }

    /// <summary>Takes note of a picture that is sent.</summary>
    public void Observe(Picture picture) => _places.Observe(SceneDescriptor.Of(picture));

    /// <summary>Whether there is a prototype of the place that a picture shows.</summary>
    public bool Knows(Picture picture)
    {
        var place = _places.Nearest(SceneDescriptor.Of(picture)).Index;
        return _prototypes.All().Any(known => _places.Nearest(known.Descriptor).Index == place);
    }

    /// <summary>The prototypes that a fresh one takes the place of, and those of forgotten places.</summary>
    public IReadOnlyList<ulong> LetGoFor(Picture fresh)
    {
        var place = _places.Nearest(SceneDescriptor.Of(fresh)).Index;
        return [.. _prototypes.All().Where(known => _places.Nearest(known.Descriptor) is var (index, distance) && (index == place || distance > 2 * Novelty)).Select(known => known.Key).Take(byte.MaxValue)];
    }
}
