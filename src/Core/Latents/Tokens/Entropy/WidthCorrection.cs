namespace SemCom.Latents;

/// <summary>What an <see cref="EntropyNetwork"/> says of a level.</summary>
/// <param name="Zero">Octaves by which it is expected to be wider, where it is told whether it is 0.</param>
/// <param name="Beyond">Likewise, where it is told what lies beyond 0.</param>
internal readonly record struct WidthCorrection(float Zero, float Beyond)
{
    /// <summary>Least square of a width that is corrected, in squared spreads.</summary>
    private const double LeastSquare = 1e-4;

    /// <summary>What is expected of a level, corrected.</summary>
    public LevelExpectation Apply(in LevelExpectation expected)
    {
        if (this == default)
            return expected;
        var (quantiser, octaves) = (expected.Model.Quantiser, PiecewiseLog.Of(expected.Variance, LeastSquare) / 2);
        return expected.With(quantiser.ModelOfOctaves(octaves + Zero), quantiser.ModelOfOctaves(octaves + Beyond));
    }
}
