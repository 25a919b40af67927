namespace SemCom.Latents;

/// <summary>The two numbers that the picture networks are conditioned on, as they were in training.</summary>
public static class CodecCondition
{
    /// <summary>Condition for latents that are sent as bits, which know no SNR [dB].</summary>
    public const double TokenSnrDb = 8;

    /// <summary>Likewise, payload symbols / source values, for networks that were trained for analog symbols: with these two, held-out pictures came out best.</summary>
    public const double TokenRate = 1.0 / 24;

    private const double TokenRateAtUnitStep = 3;
    private const double LowestRate = 1.0 / 69;
    private const double HighestRate = 1.0 / 6.5;

    /// <summary>The rate that networks are told which were trained for tokens, from the quantisation step: at 72 it is <see cref="TokenRate"/>. Kept within the trained range.</summary>
    public static double TokenRateOf(double step) => Math.Clamp(TokenRateAtUnitStep / step, LowestRate, HighestRate);

    /// <summary>[(SNR − 8 dB) / 8, log2(24 · rate) / 2], both kept within the trained range.</summary>
    /// <param name="snrDb">Es/N0, planned at the transmitter, effective at the receiver [dB].</param>
    /// <param name="rate">Payload symbols / source values.</param>
    public static float[] Of(double snrDb, double rate) =>
        [(float)((Math.Clamp(snrDb, -8, 26) - 8) / 8), (float)(Math.Log2(24 * Math.Clamp(rate, LowestRate, HighestRate)) / 2)];
}
