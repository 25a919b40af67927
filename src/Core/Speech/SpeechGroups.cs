using SemCom.Latents;

namespace SemCom.Speech;

/// <summary>Coefficients of speech in the order of importance, for <see cref="LatentAllocation"/>: those whose variances are within a decibel are treated alike.</summary>
public static class SpeechGroups
{
    /// <summary>
    /// Squared errors count variance to the power of minus this: ears bear more of them where a spectrum is strong. 0 would give the least squared error, 1 the same ratio everywhere.
    /// Chosen on training voices, where 0.3 costs 0.1 to 0.4 dB of the first.
    /// </summary>
    public const double Weighting = 0.3;

    private const int LowestDb = -80, HighestDb = 60;

    /// <summary>What a squared error counts at a variance.</summary>
    public static double WeightOf(double variance) => Math.Pow(variance, -Weighting);

    /// <summary>Groups of coefficients, the most important first. Members are in the order of frequency, then time.</summary>
    /// <param name="variances">Expected squares [frames · <see cref="SpeechTransform.Hop"/>].</param>
    public static LatentGroup[] InOrder(ReadOnlySpan<float> variances)
    {
        var levels = new List<int>?[HighestDb - LowestDb + 1];
        for (var k = 0; k < SpeechTransform.Hop; k++)
        {
            for (var at = k; at < variances.Length; at += SpeechTransform.Hop)
                (levels[LevelOf(variances[at])] ??= []).Add(at);
        }
        var groups = new List<LatentGroup>();
        for (var level = levels.Length - 1; level >= 0; level--)
        {
            var variance = Decibels.ToLinear(level + LowestDb);
            if (levels[level] is { } members)
                groups.Add(new LatentGroup(0, 0, variance, [.. members], WeightOf(variance)));
        }
        return [.. groups];
    }

    private static int LevelOf(float variance) => (int)Math.Clamp(Math.Round(Decibels.FromLinear(variance)), LowestDb, HighestDb) - LowestDb;
}
