namespace SemCom.Channels;

/// <summary>Complex numbers as two planes of equal length.</summary>
/// <param name="real">Real parts.</param>
/// <param name="imaginary">Imaginary parts.</param>
internal readonly ref struct Planes(Span<float> real, Span<float> imaginary)
{
    public Span<float> Real { get; } = real;

    public Span<float> Imaginary { get; } = imaginary;
}
