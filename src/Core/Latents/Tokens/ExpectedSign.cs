using SemCom.Coding;

namespace SemCom.Latents;

/// <summary>The sign that a latent probably has, and how probably.</summary>
internal readonly struct ExpectedSign
{
    /// <summary>Squares of what is expected of a latent, in parts of its expected square, from which on its sign is as expected with a probability. Measured on training pictures.</summary>
    private static readonly (double From, double Probability)[] Kinds = [(0, 0.5), (0.003, 0.53), (0.01, 0.553), (0.03, 0.605), (0.1, 0.672), (0.2, 0.728), (0.4, 0.782), (0.7, 0.824), (1, 0.86)];

    private static readonly FrequencyTable[] Tables =
        [.. Kinds.Select(kind => FrequencyTable.FromFrequencies([(int)Math.Round(kind.Probability * RangeEncoder.MaxTotal), (int)Math.Round((1 - kind.Probability) * RangeEncoder.MaxTotal)]))];

    private static readonly (double Expected, double Other)[] Prices = Array.ConvertAll(Kinds, kind => (-Math.Log2(kind.Probability) - 1, -Math.Log2(1 - kind.Probability) - 1));

    private readonly int _kind;
    private readonly bool _isNegative;

    /// <summary>The sign of a latent.</summary>
    /// <param name="forecast">What is expected of it.</param>
    /// <param name="variance">The square that is expected, above 0.</param>
    public ExpectedSign(double forecast, double variance)
    {
        var (square, kind) = (forecast * forecast, 0);
        while (kind < Kinds.Length - 1 && square >= Kinds[kind + 1].From * variance)
            kind++;
        (_kind, _isNegative) = (kind, forecast < 0);
    }

    /// <summary>Frequencies of 0, a sign as expected, and 1.</summary>
    public FrequencyTable Frequencies => Tables[_kind];

    /// <summary>Symbol of a sign.</summary>
    public int SymbolOf(bool isNegative) => isNegative == _isNegative ? 0 : 1;

    /// <summary>The sign of a symbol.</summary>
    public bool IsNegative(int symbol) => _isNegative == (symbol == 0);

    /// <summary>Bits of a sign beyond one.</summary>
    public double BitsBeyondOne(bool isNegative) => isNegative == _isNegative ? Prices[_kind].Expected : Prices[_kind].Other;
}
