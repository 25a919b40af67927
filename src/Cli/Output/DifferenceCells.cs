using System.Globalization;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary>Differences as cells of a table, with colours and marks; what has no mark leaves its place empty, so that columns stand straight.</summary>
internal static class DifferenceCells
{
    private const string None = "–", Same = "[grey]=[/]", NoMark = "  ";

    /// <summary>The difference of a quantity that is better when it is higher, or lower.</summary>
    public static string Of(Difference? difference, int decimals, bool lowerIsBetter = false) =>
        difference is null ? None + NoMark
        : IsSame(difference) ? Same + NoMark
        : Marked(Signed.Number(difference.Mean, decimals), difference.Significant, difference.Mean > 0 != lowerIsBetter);

    /// <summary>Its interval; empty where the two are the same.</summary>
    public static string IntervalOf(Difference? difference, int decimals) =>
        difference is null ? None : IsSame(difference) ? "" : Signed.Range(difference.Low95, difference.High95, decimals);

    /// <summary>The mean of the second, or of both.</summary>
    public static string Values(Difference? difference, bool both) =>
        difference is null ? None
        : both && !IsSame(difference) ? $"{Fixed(difference.First)} → {Fixed(difference.Second)}" : Fixed(difference.Second);

    /// <summary>Loss rates of both [%].</summary>
    public static string Losses(Difference? difference)
    {
        if (difference is null)
            return None + NoMark;
        var (first, second) = (Percent(difference.First), Percent(difference.Second));
        return first == second ? $"[grey]{second} %[/]{NoMark}" : Marked($"{first} → {second} %", difference.Significant, difference.Mean < 0);
    }

    private static string Marked(string text, bool significant, bool better) =>
        !significant ? text + NoMark : better ? $"[green]{text} ▲[/]" : $"[red]{text} ▼[/]";

    /// <summary>Not a single pair differs, as far as four decimals tell.</summary>
    private static bool IsSame(Difference difference) => difference is { Mean: 0, High95: null or 0 };

    private static string Percent(double rate) => (rate * 100).ToString(rate < 0.0995 ? "0.#" : "0", CultureInfo.InvariantCulture);

    private static string Fixed(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
