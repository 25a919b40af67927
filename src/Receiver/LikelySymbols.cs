namespace SemCom.Receiver;

/// <summary>What is known of symbols that were sent.</summary>
/// <param name="Symbols">Their means; 0 where nothing is known.</param>
/// <param name="Variances">E|x − mean|² of each.</param>
internal sealed record LikelySymbols(Complex32[] Symbols, float[] Variances)
{
    /// <summary>Nothing known of any.</summary>
    public static LikelySymbols Unknown(int count) => new(new Complex32[count], new float[count]);
}
