using System.Numerics;
using System.Runtime.InteropServices;

namespace SemCom.Latents;

/// <summary>
/// Corrects the width that <see cref="LevelContext"/> expects of a level: two layers with leaky rectifiers, from levels decoded before. Every number is a sum in a fixed order of products, so that both ends
/// agree on every platform.
/// </summary>
/// <remarks>Networks that tell the parameters of an entropy code: Minnen, Ballé and Toderici, NeurIPS 2018.</remarks>
internal sealed class EntropyNetwork
{
    private const float Leak = 0.125f;

    private readonly int _hidden;
    private readonly float[] _latents;
    private readonly float[] _rotations;
    private readonly float[] _first;
    private readonly float[] _firstBias;
    private readonly float[] _second;
    private readonly float[] _secondBias;
    private readonly float[] _last;
    private readonly float[] _lastBias;

    public EntropyNetwork(EntropyNetworkFile file)
    {
        _hidden = file.Hidden;
        (_first, _firstBias, _second, _secondBias) = (Read(file.First), Read(file.FirstBias), Read(file.Second), Read(file.SecondBias));
        (_last, _lastBias) = (Read(file.Last), Read(file.LastBias));
        (_latents, _rotations) = (Product(Read(file.Latents), Read(file.LatentColumns), file.Embedded), Product(Read(file.Rotations), Read(file.RotationColumns), file.Embedded));

        static float[] Read(byte[] bytes) => EntropyNetworkFile.Values(bytes);
    }

    /// <summary>Begins a patch.</summary>
    /// <param name="features">What is told of it.</param>
    /// <param name="rotation">Its rotation.</param>
    /// <returns>Sums of the first layer, for <see cref="Correct"/>.</returns>
    public float[] Enter(ReadOnlySpan<float> features, int rotation)
    {
        var sums = _firstBias.ToArray();
        Add(sums, _rotations.AsSpan(rotation * _hidden, _hidden), 1);
        Layer(sums, _first.AsSpan(LevelFeatures.OfLevel * _hidden), features);
        return sums;
    }

    /// <summary>Corrects what is expected of a level.</summary>
    /// <param name="sums">From <see cref="Enter"/>.</param>
    /// <param name="features">What is told of the level; of which quantiser it is comes in addition.</param>
    /// <param name="latent">Number of the latent.</param>
    /// <param name="quantiser">Number of the quantiser.</param>
    public WidthCorrection Correct(ReadOnlySpan<float> sums, ReadOnlySpan<float> features, int latent, int quantiser)
    {
        Span<float> first = stackalloc float[_hidden];
        Span<float> second = stackalloc float[_hidden];
        sums.CopyTo(first);
        Add(first, _latents.AsSpan(latent * _hidden, _hidden), 1);
        Add(first, _first.AsSpan((features.Length + quantiser) * _hidden, _hidden), 1);
        Layer(first, _first, features);
        Rectify(first);
        _secondBias.CopyTo(second);
        Layer(second, _second, first);
        Rectify(second);
        var (zero, beyond) = (_lastBias[0], _lastBias[1]);
        for (var i = 0; i < second.Length; i++)
        {
            zero += second[i] * _last[2 * i];
            beyond += second[i] * _last[2 * i + 1];
        }
        return new WidthCorrection(zero, beyond);
    }

    private static void Layer(Span<float> sums, ReadOnlySpan<float> weights, ReadOnlySpan<float> inputs)
    {
        for (var i = 0; i < inputs.Length; i++)
            Add(sums, weights.Slice(i * sums.Length, sums.Length), inputs[i]);
    }

    private static void Add(Span<float> sums, ReadOnlySpan<float> weights, float input) => FixedOrder.AddScaled(sums, weights, input);

    private static void Rectify(Span<float> values)
    {
        foreach (ref var value in MemoryMarshal.Cast<float, Vector<float>>(values))
            value = Vector.Max(value, value * Leak);
    }

    private static float[] Product(float[] embedded, float[] columns, int length)
    {
        var hidden = columns.Length / length;
        var product = new float[embedded.Length / length * hidden];
        for (var i = 0; i < embedded.Length; i++)
            Add(product.AsSpan(i / length * hidden, hidden), columns.AsSpan(i % length * hidden, hidden), embedded[i]);
        return product;
    }
}
