namespace SemCom;

/// <summary>What the receiver saw of the air in one frame, for viewers.</summary>
/// <param name="Constellation">Equalised symbols behind the header, at most <see cref="MaxSymbols"/>, spread evenly over the frame.</param>
/// <param name="ResponseDb">|ĥ|² of the channel estimate [dB], rows in time, columns in frequency [Times × Frequencies].</param>
/// <param name="Times">Rows, at most <see cref="MaxSide"/>.</param>
/// <param name="Frequencies">Columns, at most <see cref="MaxSide"/>; 1 without a grid.</param>
public sealed record AirSnapshot(Complex32[] Constellation, float[] ResponseDb, int Times, int Frequencies)
{
    /// <summary>Most symbols of <see cref="Constellation"/>.</summary>
    public const int MaxSymbols = 512;

    /// <summary>Most rows and columns of <see cref="ResponseDb"/>.</summary>
    public const int MaxSide = 64;
}
