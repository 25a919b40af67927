using System.Numerics;
using System.Numerics.Tensors;

namespace SemCom.Receiver.Estimation;

/// <summary>A complex vector whose real and imaginary parts lie apart, for <see cref="SplitVector"/>: a part of two arrays.</summary>
internal readonly struct SplitRow
{
    private readonly double[] _re, _im;
    private readonly int _start;

    public SplitRow(int length) : this(new double[length], new double[length])
    {
    }

    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts, as many.</param>
    public SplitRow(double[] re, double[] im) : this(re, im, 0, re.Length)
    {
    }

    private SplitRow(double[] re, double[] im, int start, int length) => (_re, _im, _start, Length) = (re, im, start, length);

    public int Length { get; }

    public Span<double> Re => _re.AsSpan(_start, Length);

    public Span<double> Im => _im.AsSpan(_start, Length);

    public Complex this[int i] => new(Re[i], Im[i]);

    public void Set(int i, Complex value) => (Re[i], Im[i]) = (value.Real, value.Imaginary);

    public void Set(SplitRow x)
    {
        x.Re.CopyTo(Re);
        x.Im.CopyTo(Im);
    }

    public void Clear()
    {
        Re.Clear();
        Im.Clear();
    }

    public SplitRow Slice(int start, int length) => new(_re, _im, _start + start, length);

    /// <summary>y ← y + a·x for this y.</summary>
    public void Add(Complex a, SplitRow x) => SplitVector.MultiplyAdd(a.Real, a.Imaginary, x.Re, x.Im, Re, Im);

    /// <summary>y ← y + a·x* for this y.</summary>
    public void AddConjugate(Complex a, SplitRow x)
    {
        SplitVector.MultiplyAdd(a.Real, x.Re, Re);
        SplitVector.MultiplyAdd(a.Imaginary, x.Im, Re);
        SplitVector.MultiplyAdd(a.Imaginary, x.Re, Im);
        SplitVector.MultiplyAdd(-a.Real, x.Im, Im);
    }

    /// <summary>Multiplies with real factors, element by element.</summary>
    public void Scale(ReadOnlySpan<double> factors)
    {
        TensorPrimitives.Multiply(Re, factors, Re);
        TensorPrimitives.Multiply(Im, factors, Im);
    }

    /// <summary>Σ weight·x, with real weights.</summary>
    public Complex Dot(ReadOnlySpan<double> weights)
    {
        var (re, im) = SplitVector.Dot(weights, Re, Im);
        return new Complex(re, im);
    }

    /// <summary>Σ x·y.</summary>
    public Complex Dot(SplitRow y) => new(TensorPrimitives.Dot<double>(Re, y.Re) - TensorPrimitives.Dot<double>(Im, y.Im),
        TensorPrimitives.Dot<double>(Re, y.Im) + TensorPrimitives.Dot<double>(Im, y.Re));

    /// <summary>Σ x·y*.</summary>
    public Complex DotConjugate(SplitRow y) => new(TensorPrimitives.Dot<double>(Re, y.Re) + TensorPrimitives.Dot<double>(Im, y.Im),
        TensorPrimitives.Dot<double>(Im, y.Re) - TensorPrimitives.Dot<double>(Re, y.Im));

    /// <summary>Σ|x|².</summary>
    public double Energy => TensorPrimitives.SumOfSquares<double>(Re) + TensorPrimitives.SumOfSquares<double>(Im);

    /// <summary>|x|² of one element.</summary>
    public double EnergyAt(int i) => Re[i] * Re[i] + Im[i] * Im[i];
}

/// <summary>Complex vectors of one length.</summary>
/// <param name="all">One after the other.</param>
/// <param name="length">Their length.</param>
internal sealed class SplitRows(SplitRow all, int length)
{
    private readonly SplitRow _all = all;

    public SplitRows(int count, int length) : this(new SplitRow(count * length), length)
    {
    }

    public int Count => _all.Length / length;

    public SplitRow this[int row] => _all.Slice(row * length, length);

    /// <summary>Σ power·x·row* with every row, for independent components x of given powers.</summary>
    public void FillCovariances(SplitRow x, double[] powers, SplitRow covariances)
    {
        var weighed = new SplitRow(length);
        weighed.Set(x);
        weighed.Scale(powers);
        for (var row = 0; row < Count; row++)
            covariances.Set(row, weighed.DotConjugate(this[row]));
    }

    /// <summary>The covariances of all rows with each other.</summary>
    public SplitRows Covariance(double[] powers)
    {
        var covariance = new SplitRows(Count, Count);
        for (var row = 0; row < Count; row++)
            FillCovariances(this[row], powers, covariance[row]);
        return covariance;
    }

    /// <summary>Multiplies all with a.</summary>
    public void Scale(double a)
    {
        SplitVector.Scale(a, _all.Re);
        SplitVector.Scale(a, _all.Im);
    }

    /// <summary>Adds a times other vectors.</summary>
    public void Add(SplitRows other, double a = 1) => _all.Add(a, other._all);

    /// <summary>Σ weight·row.</summary>
    public SplitRow Combine(SplitRow weights)
    {
        var sum = new SplitRow(length);
        for (var row = 0; row < Count; row++)
            sum.Add(weights[row], this[row]);
        return sum;
    }

    /// <summary>All of them in one vector.</summary>
    public Complex[] ToArray()
    {
        var values = new Complex[_all.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = _all[i];
        return values;
    }
}
