using System.Buffers.Binary;

namespace SemCom.Studio;

/// <summary>What was seen of the air, as viewers get it.</summary>
internal static class AirView
{
    /// <summary>Deepest gain that is told apart [dB].</summary>
    private const float Deepest = -30;

    /// <summary>Symbols as float32 I and Q in turn, little endian; null where nothing was seen.</summary>
    public static byte[]? Constellation(AirSnapshot? air)
    {
        if (air is null)
            return null;
        var bytes = new byte[8 * air.Constellation.Length];
        for (var i = 0; i < air.Constellation.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(8 * i), air.Constellation[i].Real);
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(8 * i + 4), air.Constellation[i].Imaginary);
        }
        return bytes;
    }

    /// <summary>Gains in 256 steps; null where nothing was seen.</summary>
    public static ResponseMap? Response(AirSnapshot? air)
    {
        if (air is not { ResponseDb.Length: > 0 })
            return null;
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in air.ResponseDb)
            (low, high) = (Math.Min(low, Math.Max(value, Deepest)), Math.Max(high, Math.Max(value, Deepest)));
        var scale = high > low ? 255 / (high - low) : 0;
        var steps = new byte[air.ResponseDb.Length];
        for (var i = 0; i < steps.Length; i++)
            steps[i] = (byte)Math.Clamp(MathF.Round((air.ResponseDb[i] - low) * scale), 0, 255);
        return new ResponseMap(air.Times, air.Frequencies, low, high, steps);
    }
}
