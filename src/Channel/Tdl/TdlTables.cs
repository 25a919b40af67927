using System.Globalization;
using System.Reflection;

namespace SemCom.Channels;

/// <summary>Reads the standard's tables from embedded CSV.</summary>
internal static class TdlTables
{
    private const double DefaultDelaySpreadSeconds = 100e-9;

    public static IReadOnlyList<TdlProfile> Read() => [.. ReadNormalized(), .. ReadSimplified()];

    /// <summary>Columns profile, tap, normalized_delay, power_db, fading, k_factor_db; a tap with a line of sight has two rows.</summary>
    private static IEnumerable<TdlProfile> ReadNormalized() => Rows("tdl_profiles.csv").GroupBy(row => row[0], StringComparer.Ordinal)
        .Select(rows => new TdlProfile(rows.Key, DefaultDelaySpreadSeconds, [.. rows.GroupBy(row => row[1], StringComparer.Ordinal).Select(ToTap)]));

    /// <summary>Columns profile, tap, delay_ns, power_db, fading; the name ends with the delay spread in nanoseconds.</summary>
    private static IEnumerable<TdlProfile> ReadSimplified()
    {
        foreach (var rows in Rows("tdl_simplified.csv").GroupBy(row => row[0], StringComparer.Ordinal))
        {
            var spreadNanoseconds = double.Parse(rows.Key.AsSpan("TDLx".Length), CultureInfo.InvariantCulture);
            yield return new(rows.Key, spreadNanoseconds * 1e-9, [.. rows.Select(row => new TdlTap(Number(row[2]) / spreadNanoseconds, Power(row)))]);
        }
    }

    private static TdlTap ToTap(IEnumerable<string[]> rows)
    {
        var parts = rows.ToArray();
        return new(Number(parts[0][2]), Sum("Rayleigh"), Sum("LOS"));

        double Sum(string fading) => parts.Where(row => row[4] == fading).Sum(Power);
    }

    private static double Power(string[] row) => Decibels.ToLinear(Number(row[3]));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Rows(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("SemCom.Channels.Tdl." + file)
            ?? throw new InvalidOperationException($"SemCom.Channels was built without {file}");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return line.Split(',');
    }
}
