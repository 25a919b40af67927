using System.Numerics;
using System.Runtime.InteropServices;

namespace SemCom;

/// <summary>A complex number of two single-precision parts, 8 bytes: in-phase (real) first, quadrature second.</summary>
/// <param name="Real">In-phase part.</param>
/// <param name="Imaginary">Quadrature part.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Complex32(float Real, float Imaginary)
{
    /// <summary>|x|².</summary>
    public float Power => Real * Real + Imaginary * Imaginary;

    /// <summary>|x|.</summary>
    public float Magnitude => MathF.Sqrt(Power);

    /// <summary>The complex conjugate.</summary>
    public Complex32 Conjugate() => new(Real, -Imaginary);

    /// <inheritdoc cref="Add"/>
    public static Complex32 operator +(Complex32 a, Complex32 b) => new(a.Real + b.Real, a.Imaginary + b.Imaginary);

    /// <inheritdoc cref="Subtract"/>
    public static Complex32 operator -(Complex32 a, Complex32 b) => new(a.Real - b.Real, a.Imaginary - b.Imaginary);

    /// <inheritdoc cref="Multiply(Complex32, Complex32)"/>
    public static Complex32 operator *(Complex32 a, Complex32 b) =>
        new(a.Real * b.Real - a.Imaginary * b.Imaginary, a.Real * b.Imaginary + a.Imaginary * b.Real);

    /// <summary>Scales both parts.</summary>
    public static Complex32 operator *(Complex32 a, float scale) => new(a.Real * scale, a.Imaginary * scale);

    /// <summary>Widens to the framework's double-precision type.</summary>
    public static implicit operator Complex(Complex32 value) => new(value.Real, value.Imaginary);

    /// <summary>Rounds to single precision.</summary>
    public static explicit operator Complex32(Complex value) => new((float)value.Real, (float)value.Imaginary);

    /// <summary>a + b.</summary>
    public static Complex32 Add(Complex32 a, Complex32 b) => a + b;

    /// <summary>a − b.</summary>
    public static Complex32 Subtract(Complex32 a, Complex32 b) => a - b;

    /// <summary>a·b.</summary>
    public static Complex32 Multiply(Complex32 a, Complex32 b) => a * b;

    /// <summary>Widens to the framework's double-precision type.</summary>
    public Complex ToComplex() => this;
}
