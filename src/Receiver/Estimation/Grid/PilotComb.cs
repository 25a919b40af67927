using System.Runtime.InteropServices;

namespace SemCom.Receiver.Estimation;

/// <summary>Subcarriers that carry pilots in an OFDM symbol, ascending, and the noise on each relative to N0. Equal by content.</summary>
internal sealed class PilotComb : IEquatable<PilotComb>
{
    private readonly int _hash;

    public PilotComb(int[] subcarriers, float[] noiseScales)
    {
        (Subcarriers, NoiseScales) = (subcarriers, noiseScales);
        var hash = new HashCode();
        hash.AddBytes(MemoryMarshal.AsBytes<int>(subcarriers));
        hash.AddBytes(MemoryMarshal.AsBytes<float>(noiseScales));
        _hash = hash.ToHashCode();
        Whitening = Array.ConvertAll(noiseScales, s => 1 / Math.Sqrt(s));
    }

    public int[] Subcarriers { get; }

    public float[] NoiseScales { get; }

    /// <summary>1 / deviation of each pilot's noise, relative to √N0.</summary>
    public double[] Whitening { get; }

    public int Count => Subcarriers.Length;

    public bool Equals(PilotComb? other) =>
        other is not null && Subcarriers.AsSpan().SequenceEqual(other.Subcarriers) && NoiseScales.AsSpan().SequenceEqual(other.NoiseScales);

    public override bool Equals(object? obj) => Equals(obj as PilotComb);

    public override int GetHashCode() => _hash;

    /// <summary>Largest distance of any of K subcarriers from its nearest pilot.</summary>
    public int Reach(int subcarriers)
    {
        var reach = Math.Max(Subcarriers[0], subcarriers - 1 - Subcarriers[^1]);
        for (var i = 1; i < Count; i++)
            reach = Math.Max(reach, (Subcarriers[i] - Subcarriers[i - 1]) / 2);
        return reach;
    }
}
