namespace SemCom.Channels;

/// <summary>Between channel uses [uses × antennas] and one run of symbols for each antenna.</summary>
internal static class AntennaPlanes
{
    /// <summary>Takes out the symbols of one antenna.</summary>
    public static void Take(ReadOnlySpan<Complex32> uses, int antenna, int antennas, Span<Complex32> plane)
    {
        for (var i = 0; i < plane.Length; i++)
            plane[i] = uses[i * antennas + antenna];
    }

    /// <summary>Puts the symbols of one antenna into their places.</summary>
    public static void Put(ReadOnlySpan<Complex32> plane, int antenna, int antennas, Span<Complex32> uses)
    {
        for (var i = 0; i < plane.Length; i++)
            uses[i * antennas + antenna] = plane[i];
    }
}
