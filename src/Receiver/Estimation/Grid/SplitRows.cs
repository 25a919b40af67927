using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>A complex vector whose real and imaginary parts lie apart, for <see cref="SplitVector"/>.</summary>
/// <param name="Real">Real parts.</param>
/// <param name="Imaginary">Imaginary parts, as many.</param>
internal readonly record struct SplitRow(Memory<double> Real, Memory<double> Imaginary)
{
    public SplitRow(int length) : this(new double[length], new double[length])
    {
    }

    public int Length => Real.Length;

    public Span<double> Re => Real.Span;

    public Span<double> Im => Imaginary.Span;

    public Complex this[int i] => new(Re[i], Im[i]);

    public void Set(int i, Complex value) => (Re[i], Im[i]) = (value.Real, value.Imaginary);

    public void Clear()
    {
        Re.Clear();
        Im.Clear();
    }

    public SplitRow Slice(int start, int length) => new(Real.Slice(start, length), Imaginary.Slice(start, length));

    /// <summary>y ← y + a·x for this y.</summary>
    public void Add(Complex a, SplitRow x) => SplitVector.MultiplyAdd(a.Real, a.Imaginary, x.Re, x.Im, Re, Im);
}

/// <summary>Complex vectors of one length.</summary>
/// <param name="all">One after the other.</param>
/// <param name="length">Their length.</param>
internal sealed class SplitRows(SplitRow all, int length)
{
    public SplitRows(int count, int length) : this(new SplitRow(count * length), length)
    {
    }

    public SplitRow this[int row] => all.Slice(row * length, length);
}
