namespace SemCom.Latents;

/// <summary>
/// What levels of a latent stand for: level 0 for 0, level k for spacing · k − offset, in spreads (<see cref="LatentLevels.Spread"/>), with a sign. Latents of which much is expected take <see cref="Even"/> or
/// <see cref="Odd"/>, whose points lie between each other's, as the parities of the levels before tell (<see cref="LevelPath"/>); the others take <see cref="Fine"/>.
/// </summary>
/// <remarks>Dependent quantisation: Schwarz, Nguyen, Marpe and Wiegand, DCC 2019, and VVC (ITU-T H.266 §7.3.11.11); trellis-coded quantisation: Marcellin and Fischer, IEEE Trans. Commun. 38(1), 1990.</remarks>
internal sealed class LevelQuantiser
{
    /// <summary>Number of quantisers.</summary>
    public const int Count = 3;

    /// <summary>0, ±1, ±2, …</summary>
    public static readonly LevelQuantiser Even = new(0, 1, 0, 0, zone: 0.545, firstCell: 1, zeroEnd: 0.5, from: -0.35, to: 0.55);

    /// <summary>0, ±1/2, ±3/2, …</summary>
    public static readonly LevelQuantiser Odd = new(1, 1, 0.5, 0.75, zone: 0.19, firstCell: 0.89, zeroEnd: 0.4, from: -0.25, to: 0.5);

    /// <summary>0, ±0.88, ±1.76, …: about as fine as the other two together.</summary>
    public static readonly LevelQuantiser Fine = new(2, 0.88, 0, 0, zone: 0.54, firstCell: 0.76, zeroEnd: 0.65, from: -0.25, to: 0.4);

    /// <summary>Widths below this one take <see cref="Fine"/>: a quarter of a spread.</summary>
    private const int Narrow = 24;

    private static readonly LevelQuantiser[] All = [Even, Odd, Fine];

    private readonly LevelModel[] _models;
    private readonly double _offset, _share, _zeroEnd, _from, _to;

    private LevelQuantiser(int number, double spacing, double offset, double share, double zone, double firstCell, double zeroEnd, double from, double to)
    {
        (Number, Spacing, Zone, FirstCell) = ((byte)number, spacing, zone, firstCell);
        (_offset, _share, _zeroEnd, _from, _to) = (offset, share, zeroEnd, from, to);
        _models = [.. Enumerable.Range(0, LevelModel.WidthCount).Select(width => new LevelModel(this, width))];
    }

    /// <summary>Number of the quantiser, 0..2.</summary>
    public byte Number { get; }

    /// <summary>Distance of points.</summary>
    public double Spacing { get; }

    /// <summary>Half the width of what becomes 0, about, as fitted to what levels cost.</summary>
    public double Zone { get; }

    /// <summary>Width of what becomes level 1, likewise.</summary>
    public double FirstCell { get; }

    /// <summary>The quantiser of a number.</summary>
    public static LevelQuantiser Of(int number) => All[number];

    /// <summary>Model of the levels of a latent, which tells the quantiser as well.</summary>
    /// <param name="variance">That is expected of the latent, in squared spreads.</param>
    /// <param name="isOdd">Takes <see cref="Odd"/> in place of <see cref="Even"/>, unless it takes <see cref="Fine"/>.</param>
    public static LevelModel ModelFor(double variance, bool isOdd)
    {
        var width = LevelModel.WidthOf(variance);
        return (width < Narrow ? Fine : isOdd ? Odd : Even)._models[width];
    }

    /// <summary>Model of the levels for latents of a variance, in squared spreads.</summary>
    public LevelModel ModelOf(double variance) => _models[LevelModel.WidthOf(variance)];

    /// <summary>Model of the levels for latents of a deviation of 2 to the power of <paramref name="octaves"/>, in spreads.</summary>
    public LevelModel ModelOfOctaves(float octaves) => _models[LevelModel.WidthOfOctaves(octaves)];

    /// <summary>What a level without its sign stands for.</summary>
    public double MagnitudeOf(int level) => level == 0 ? 0 : Spacing * level - _offset;

    /// <summary>Squared error of a magnitude that becomes a level.</summary>
    public double SquareOf(double size, int level)
    {
        var error = size - MagnitudeOf(level);
        return error * error;
    }

    /// <summary>What a level counts for where widths are guessed from levels around.</summary>
    public double WeightOf(int level) => level == 0 ? 0 : Spacing * level - _share;

    /// <summary>The highest level that stands for no more than a magnitude.</summary>
    public int LevelBelow(double magnitude) => (int)((magnitude + _offset) / Spacing);

    /// <summary>Expected square of a latent's error where the level is 0, or where it is not, in squared spreads.</summary>
    /// <param name="variance">Of the latent, in squared spreads.</param>
    /// <param name="isZero">The level is 0.</param>
    public double SquaredError(double variance, bool isZero)
    {
        var rate = Math.Sqrt(2 / variance);
        return isZero ? SquareWithin(rate, 0, _zeroEnd) : SquareWithin(rate, _from, _to);
    }

    /// <summary>Mean square over [from, to) of a number with density proportional to e^(−rate·x).</summary>
    private static double SquareWithin(double rate, double from, double to)
    {
        return rate * (to - from) < 1e-3
            ? (to * to * to - from * from * from) / (3 * (to - from))
            : (Tail(from) - Tail(to)) / (Math.Exp(-rate * from) - Math.Exp(-rate * to));

        double Tail(double x) => Math.Exp(-rate * x) * (x * x + 2 * x / rate + 2 / (rate * rate));
    }
}
