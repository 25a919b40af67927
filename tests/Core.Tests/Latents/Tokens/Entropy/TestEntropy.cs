using System.Buffers.Binary;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Tokens.Entropy;

/// <summary>Random entropy networks.</summary>
internal static class TestEntropy
{
    public const int Hidden = 32, Embedded = 2;

    /// <summary>A network of random weights.</summary>
    public static EntropyNetworkFile Network(int features, int latents, int rotations, int seed)
    {
        var random = new Random(seed);
        return new EntropyNetworkFile
        {
            Features = features,
            Hidden = Hidden,
            Embedded = Embedded,
            Latents = Weights(latents * Embedded),
            Rotations = Weights(rotations * Embedded),
            LatentColumns = Weights(Embedded * Hidden),
            RotationColumns = Weights(Embedded * Hidden),
            First = Weights(features * Hidden),
            FirstBias = Weights(Hidden),
            Second = Weights(Hidden * Hidden),
            SecondBias = Weights(Hidden),
            Last = Weights(2 * Hidden),
            LastBias = Weights(2),
        };

        byte[] Weights(int count)
        {
            var bytes = new byte[2 * count];
            for (var i = 0; i < count; i++)
                BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(2 * i), (Half)(random.NextDouble() - 0.5));
            return bytes;
        }
    }

    /// <summary>A file of random networks for image-base.</summary>
    public static EntropyNetworksFile Networks(int rotations, int seed = 1) => new()
    {
        Format = "semcom-entropy-networks",
        Version = 1,
        Means = Network(LevelFeatures.All, 192, 1, seed),
        Latents = Network(LevelFeatures.All + PatchHints.Count, 381, rotations, seed + 1),
    };
}
