using System.Numerics.Tensors;

namespace SemCom.Agents;

/// <summary>Turns features into a network's inputs: their ranges become −1 .. 1, and what lies far outside is clamped to ±2.</summary>
internal sealed class FeatureScaling
{
    /// <summary>Largest magnitude of an input.</summary>
    public const float Limit = 2;

    /// <summary>Takes over the ranges.</summary>
    public FeatureScaling(IReadOnlyList<Feature> features)
    {
        Scales = [.. features.Select(f => (float)(2 / ((double)f.High - f.Low)))];
        Offsets = [.. features.Select(f => (float)(-((double)f.High + f.Low) / ((double)f.High - f.Low)))];
    }

    /// <summary>What each feature is multiplied with.</summary>
    public float[] Scales { get; }

    /// <summary>What is added then.</summary>
    public float[] Offsets { get; }

    /// <summary>Scales one observation's features.</summary>
    public void Apply(ReadOnlySpan<float> features, Span<float> inputs)
    {
        TensorPrimitives.MultiplyAdd(features, Scales, Offsets, inputs);
        TensorPrimitives.Clamp(inputs, -Limit, Limit, inputs);
    }
}
