using System.Globalization;
using SemCom.Latents;
using SemCom.Video;

namespace SemCom.Training.Video;

/// <summary>Factors and variances of classes of differences while they are learned.</summary>
internal sealed record DifferenceClasses(LatentTables Latents, float[][] Gains, float[][] Variances)
{
    /// <summary>Classes to begin with: latents of smooth, usual and detailed patches, known to four levels.</summary>
    public static DifferenceClasses Start(LatentTables latents, int count)
    {
        var (gains, variances) = (new float[count][], new float[count][]);
        for (var j = 0; j < count; j++)
        {
            var (patchClass, level) = (1 + 2 * (j % 3), 25 * Math.Pow(4, j / 3 % 4));
            gains[j] = [.. Enumerable.Repeat(1f, latents.Latents)];
            variances[j] = [.. Enumerable.Range(0, latents.Latents).Select(l => (float)(l < latents.LowLatents ? 40 * level / (1 + l) : Math.Min(latents.HighVariance(patchClass, l), level)))];
        }
        return new DifferenceClasses(latents, gains, variances);
    }

    public UpdateTables ToTables() => UpdateTables.Of(Latents, Gains, Variances);

    public string ToJson() => $"{{\"format\":\"semcom-difference-tables\",\"version\":1,\"gains\":{Rows(Gains)},\"variances\":{Rows(Variances)}}}\n";

    private static string Rows(float[][] rows) => "[" + string.Join(',', rows.Select(row => "[" + string.Join(',', row.Select(value => value.ToString("G4", CultureInfo.InvariantCulture))) + "]")) + "]";
}
