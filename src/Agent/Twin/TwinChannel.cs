using System.Buffers.Binary;

namespace SemCom.Agents;

/// <summary>What one channel does to pictures on average. A cell is a way at a point of the grid.</summary>
/// <param name="name">Channel with its parameters.</param>
/// <param name="mean">Mean of each kind in each cell [cells · kinds].</param>
/// <param name="loss">Share of the frames that are lost in each cell.</param>
/// <param name="cbr">Channel uses / source values of each way at each planned SNR.</param>
internal sealed class TwinChannel(string name, float[] mean, float[] loss, float[] cbr)
{
    public string Name => name;

    public ReadOnlySpan<float> Mean => mean;

    public ReadOnlySpan<float> Loss => loss;

    public float[] Cbr => cbr;

    /// <summary>Bytes of a channel.</summary>
    public static int Bytes(int cells, int cbrs) => sizeof(float) * (cells * (TwinNumbers.Kinds + 1) + cbrs);

    /// <summary>Means, loss rates and channel uses as 32-bit floats, little-endian.</summary>
    public byte[] ToBytes()
    {
        float[] all = [.. mean, .. loss, .. cbr];
        var bytes = new byte[sizeof(float) * all.Length];
        for (var i = 0; i < all.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(float) * i), all[i]);
        return bytes;
    }

    /// <summary>The inverse; null where a number cannot be.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="bytes">As many as <see cref="Bytes"/> says.</param>
    /// <param name="cells">Cells.</param>
    public static TwinChannel? FromBytes(string name, ReadOnlySpan<byte> bytes, int cells)
    {
        var all = TwinNumbers.Singles(bytes);
        var (mean, loss, cbr) = (all[..(cells * TwinNumbers.Kinds)], all[(cells * TwinNumbers.Kinds)..(cells * (TwinNumbers.Kinds + 1))], all[(cells * (TwinNumbers.Kinds + 1))..]);
        return mean.All(float.IsFinite) && loss.All(x => x is >= 0 and <= 1) && cbr.All(x => x >= 0 && float.IsFinite(x)) ? new TwinChannel(name, mean, loss, cbr) : null;
    }
}
