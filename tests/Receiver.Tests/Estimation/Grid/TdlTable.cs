using System.Globalization;

namespace SemCom.Receiver.Tests.Estimation.Grid;

/// <summary>Tapped delay lines of TR 38.901 §7.7.2, scaled to unit power.</summary>
internal static class TdlTable
{
    public static (double[] DelaysSeconds, double[] Powers) Read(string profile, double delaySpreadSeconds)
    {
        var taps = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Reference", "tdl_profiles.csv")).Skip(1)
            .Select(line => line.Split(',')).Where(f => f[0] == profile).ToArray();
        Assert.NotEmpty(taps);
        var powers = Array.ConvertAll(taps, f => Decibels.ToLinear(double.Parse(f[3], CultureInfo.InvariantCulture)));
        return (Array.ConvertAll(taps, f => double.Parse(f[2], CultureInfo.InvariantCulture) * delaySpreadSeconds),
            Array.ConvertAll(powers, p => p / powers.Sum()));
    }
}
