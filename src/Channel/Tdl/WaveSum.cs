using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SemCom.Randomness;

namespace SemCom.Channels;

/// <summary>The plane waves of one fading tap, see <see cref="TdlPathProcess"/>. Vectors and plain arithmetic give the same bits.</summary>
internal struct WaveSum(ChannelRealization realization)
{
    /// <summary>Number of plane waves, M.</summary>
    public const int Waves = 32;

    private const int Lanes = 8;
    private const float TurnsPerWord = 1f / (1UL << 32);

    private readonly CounterRandom _fading = new(realization.Seed, RandomPurpose.Fading, realization.Frame);
    private readonly CounterRandom _angles = new(realization.Seed, RandomPurpose.ArrivalAngles, realization.Frame);
    private WaveDoubles _hertz;
    private WaveFloats _real;
    private WaveFloats _imaginary;

    /// <summary>Gain of a tap that does not vary: the whole power in one complex normal.</summary>
    public Complex32 First { get; private set; }

    /// <summary>Draws amplitudes and angles of a tap.</summary>
    /// <param name="tap">Number of the tap among all taps of all antenna pairs.</param>
    /// <param name="power">Mean power of the tap.</param>
    /// <param name="dopplerHertz">Maximum Doppler shift [Hz]; with 0 only <see cref="First"/> is drawn.</param>
    public void Draw(ulong tap, double power, double dopplerHertz)
    {
        var scale = (float)Math.Sqrt(power / 2);
        if (!(dopplerHertz > 0))
        {
            Span<float> normals = stackalloc float[2];
            _fading.FillGaussian(normals, tap * (2 * Waves));
            First = new(normals[0] * scale, normals[1] * scale);
            return;
        }
        scale = (float)Math.Sqrt(power / (2 * Waves));
        Span<float> amplitudes = stackalloc float[2 * Waves];
        _fading.FillGaussian(amplitudes, tap * (2 * Waves));
        Span<uint> words = stackalloc uint[Waves];
        _angles.FillUInt32(words, tap * Waves);
        for (var m = 0; m < Waves; m++)
        {
            _real[m] = amplitudes[2 * m] * scale;
            _imaginary[m] = amplitudes[2 * m + 1] * scale;
            _hertz[m] = dopplerHertz * UnitCircleKernel.Cos((m + words[m] * TurnsPerWord) * (1f / Waves));
        }
    }

    /// <summary>The tap's gain at a time [s].</summary>
    public Complex32 At(double time)
    {
        Span<float> sums = stackalloc float[2 * Lanes];
        if (Vector256.IsHardwareAccelerated)
            SumVectors(time, sums);
        else
            SumLanes(time, sums);
        return new(Fold(sums), Fold(sums[Lanes..]));
    }

    /// <summary>Eight partial sums of the real parts, then of the imaginary ones: wave m belongs to lane m mod 8.</summary>
    internal readonly void SumLanes(double time, Span<float> sums)
    {
        sums.Clear();
        for (var m = 0; m < Waves; m++)
        {
            var turns = _hertz[m] * time;
            var (cos, sin) = UnitCircleKernel.CosSin((float)(turns - Math.Round(turns)));
            ref var real = ref sums[m % Lanes];
            ref var imaginary = ref sums[Lanes + m % Lanes];
            real = MathF.FusedMultiplyAdd(-_imaginary[m], sin, MathF.FusedMultiplyAdd(_real[m], cos, real));
            imaginary = MathF.FusedMultiplyAdd(_imaginary[m], cos, MathF.FusedMultiplyAdd(_real[m], sin, imaginary));
        }
    }

    internal void SumVectors(double time, Span<float> sums)
    {
        ref var hertz = ref _hertz[0];
        ref var cr = ref _real[0];
        ref var ci = ref _imaginary[0];
        var t = Vector256.Create(time);
        var (real, imaginary) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (nuint m = 0; m < Waves; m += Lanes)
        {
            var lower = Vector256.LoadUnsafe(ref hertz, m) * t;
            var upper = Vector256.LoadUnsafe(ref hertz, m + 4) * t;
            var (cos, sin) = UnitCircleKernel.CosSin(Vector256.Narrow(lower - Vector256.Round(lower), upper - Vector256.Round(upper)));
            var (a, b) = (Vector256.LoadUnsafe(ref cr, m), Vector256.LoadUnsafe(ref ci, m));
            real = Vector256.FusedMultiplyAdd(-b, sin, Vector256.FusedMultiplyAdd(a, cos, real));
            imaginary = Vector256.FusedMultiplyAdd(b, cos, Vector256.FusedMultiplyAdd(a, sin, imaginary));
        }
        real.StoreUnsafe(ref MemoryMarshal.GetReference(sums));
        imaginary.StoreUnsafe(ref MemoryMarshal.GetReference(sums), Lanes);
    }

    private static float Fold(ReadOnlySpan<float> s) => ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));

    [InlineArray(Waves)]
    private struct WaveDoubles
    {
        private double _first;
    }

    [InlineArray(Waves)]
    private struct WaveFloats
    {
        private float _first;
    }
}
