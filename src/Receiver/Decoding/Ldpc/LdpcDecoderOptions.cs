namespace SemCom.Receiver.Decoding;

/// <summary>How much effort an LDPC decoder makes.</summary>
public sealed record LdpcDecoderOptions
{
    /// <summary>Most iterations that may be asked for.</summary>
    public const int MostIterations = 1000;

    /// <summary>The algorithm. The default is <see cref="LdpcAlgorithm.TwoStage"/>.</summary>
    public LdpcAlgorithm Algorithm { get; init; } = LdpcAlgorithm.TwoStage;

    /// <summary>Largest number of iterations, 1 to 1000; min-sum makes as many again with a block below rate 1/2 that does not converge, and the second of two stages two and a half times as many. The default is 20.</summary>
    public int Iterations { get; init; } = 20;

    /// <summary>Whether to stop at the first word that satisfies every parity check. The default is true.</summary>
    public bool EarlyStop { get; init; } = true;

    /// <summary>
    /// Factor of every check message of min-sum, 0.25 to 1, in steps of 1/128; belief propagation ignores it. The default, null, takes 0.65 where fewer
    /// than two information bits come with five received bits, and 0.7 otherwise, which was within 0.03 dB of the best factor for both graphs and all rates
    /// that were tried.
    /// </summary>
    public double? Normalization { get; init; }

    /// <summary>Returns the options if every value is in its range.</summary>
    /// <exception cref="SemComException">A value is out of its range.</exception>
    public LdpcDecoderOptions Validate()
    {
        if (!Enum.IsDefined(Algorithm))
            throw new SemComException($"LDPC algorithm must be one of {string.Join(", ", Enum.GetNames<LdpcAlgorithm>())} (was {Algorithm})");
        Guard.InRange(Iterations, 1, MostIterations, "LDPC iterations", "20 serve most purposes");
        if (Normalization is { } normalization)
            Guard.InRange(normalization, 0.25, 1, "LDPC normalization", "0.7 serves most codes, and is chosen where none is named");
        return this;
    }
}
