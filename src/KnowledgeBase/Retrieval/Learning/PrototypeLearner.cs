using SemCom.Knowledge;

namespace SemCom;

/// <summary>
/// Learns prototypes from a stream that may change: online k-means (MacQueen 1967) with counts that decay. A vector far from all prototypes becomes one; where there is no room, a
/// prototype that hardly counts any more goes, or the two whose merging adds least squared error (Ward 1963) become one, unless absorbing the vector adds less. Depends on the vectors and their order alone.
/// Not safe for several threads.
/// </summary>
public sealed class PrototypeLearner
{
    /// <summary>Decayed count below which a prototype may go.</summary>
    private const double Forgotten = 0.01;

    private readonly PrototypeOptions _options;
    private readonly List<Prototype> _prototypes = [];
    private readonly double[] _vector;
    private long _time;

    /// <summary>Starts without prototypes.</summary>
    /// <param name="dimensions">Numbers of each vector, 1 to <see cref="KnowledgeEntry.MaxDimensions"/>.</param>
    /// <param name="options">How it follows; null for the defaults.</param>
    /// <exception cref="SemComException">A value is out of its range.</exception>
    public PrototypeLearner(int dimensions, PrototypeOptions? options = null)
    {
        _options = options ?? new PrototypeOptions();
        _options.Check();
        _vector = new double[Guard.InRange(dimensions, 1, KnowledgeEntry.MaxDimensions, "dimensions of prototypes", "use a smaller model")];
    }

    /// <summary>Prototypes.</summary>
    public int Count => _prototypes.Count;

    /// <summary>Vectors seen.</summary>
    public long Observations => _time;

    /// <summary>A prototype and how many observations it stands for now, decayed.</summary>
    public (float[] Centre, double Weight) this[int index]
    {
        get
        {
            var prototype = _prototypes[index];
            var decay = double.IsInfinity(_options.HalfLife) ? 1 : double.Exp2((prototype.Time - _time) / _options.HalfLife);
            return (Array.ConvertAll(prototype.Centre, x => (float)x), prototype.Count * decay);
        }
    }

    /// <summary>Learns from a vector.</summary>
    /// <exception cref="SemComException">It has another number of dimensions, or numbers that are not finite.</exception>
    public void Observe(ReadOnlySpan<float> vector)
    {
        Read(vector);
        _time++;
        var (nearest, squared) = Nearest(_vector);
        var isNew = nearest < 0 || squared > (_options.ControlsForgetting ? _options.Novelty * _options.Novelty : 0);
        if (isNew && (Count < _options.Capacity || (_options.ControlsForgetting && MakeRoom(nearest, squared))))
        {
            var prototype = new Prototype([.. _vector]);
            prototype.Age(_time, double.PositiveInfinity);
            _prototypes.Add(prototype);
            return;
        }
        _prototypes[nearest].Age(_time, _options.HalfLife);
        _prototypes[nearest].Absorb(_vector, 1);
    }

    /// <summary>The nearest prototype, the earlier of two; negative while there is none.</summary>
    /// <exception cref="SemComException">As for <see cref="Observe"/>.</exception>
    public (int Index, double Distance) Nearest(ReadOnlySpan<float> vector)
    {
        Read(vector);
        var (index, squared) = Nearest(_vector);
        return (index, Math.Sqrt(squared));
    }

    /// <summary>Mean squared distance of vectors from their nearest prototypes; infinite while there is none.</summary>
    public double QuantisationError(IEnumerable<float[]> vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        return vectors.Average(v => Math.Pow(Nearest(v).Distance, 2));
    }

    private (int Index, double Squared) Nearest(double[] vector)
    {
        var (best, least) = (-1, double.PositiveInfinity);
        for (var i = 0; i < _prototypes.Count; i++)
        {
            if (_prototypes[i].SquaredDistance(vector) is var squared && squared < least)
                (best, least) = (i, squared);
        }
        return (best, least);
    }

    /// <summary>Frees a place for the vector unless absorbing it is cheaper.</summary>
    private bool MakeRoom(int nearest, double squared)
    {
        foreach (var prototype in _prototypes)
            prototype.Age(_time, _options.HalfLife);
        var least = _prototypes.MinBy(p => p.Count)!;
        if (least.Count < Forgotten)
            return _prototypes.Remove(least);
        var (first, second, cost) = CheapestMerge();
        if (cost >= WardCost(_prototypes[nearest].Count, 1, squared))
            return false;
        _prototypes[first].Absorb(_prototypes[second].Centre, _prototypes[second].Count);
        _prototypes.RemoveAt(second);
        return true;
    }

    private (int First, int Second, double Cost) CheapestMerge()
    {
        var (first, second, least) = (0, 1, double.PositiveInfinity);
        for (var i = 0; i < _prototypes.Count; i++)
        {
            for (var j = i + 1; j < _prototypes.Count; j++)
            {
                var cost = WardCost(_prototypes[i].Count, _prototypes[j].Count, _prototypes[i].SquaredDistance(_prototypes[j].Centre));
                if (cost < least)
                    (first, second, least) = (i, j, cost);
            }
        }
        return (first, second, least);
    }

    /// <summary>By how much the sum of squared distances grows when two means become one.</summary>
    private static double WardCost(double a, double b, double squared) => a * b / (a + b) * squared;

    private void Read(ReadOnlySpan<float> vector)
    {
        if (vector.Length != _vector.Length)
            throw new SemComException($"a vector must have {_vector.Length} dimensions like the prototypes (had {vector.Length}); use the same model");
        for (var i = 0; i < vector.Length; i++)
            _vector[i] = float.IsFinite(vector[i]) ? vector[i] : throw new SemComException($"numbers of a vector must be finite (number {i} was {vector[i]}); compute it again");
    }
}
