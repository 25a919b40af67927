using System.Numerics;

namespace SemCom.Agents;

/// <summary>The slots of an episode, which do not depend on what is sent.</summary>
internal static class CellTrace
{
    /// <summary>Draws them.</summary>
    public static CellSlot[] Draw(CellScenario scenario, ulong seed)
    {
        var draws = new AllocationDraws(seed);
        var means = Means(scenario, draws);
        var fading = means.Select(row => row.Select(_ => Normal(draws)).ToArray()).ToArray();
        var step = Math.Sqrt(1 - scenario.FadingCorrelation * scenario.FadingCorrelation);
        var slots = new CellSlot[scenario.Slots];
        for (var slot = 0; slot < slots.Length; slot++)
        {
            foreach (var row in fading)
            {
                for (var j = 0; j < row.Length; j++)
                    row[j] = scenario.FadingCorrelation * row[j] + step * Normal(draws);
            }
            double[][] gains = [.. means.Select((row, i) => row.Select((mean, j) => mean * (fading[i][j] * Complex.Conjugate(fading[i][j])).Real).ToArray())];
            slots[slot] = new CellSlot(gains, [.. gains.Select(_ => draws.Between(scenario.GradientDb))], [.. gains.Select(_ => draws.Between(scenario.Importance))]);
        }
        return slots;
    }

    /// <summary>Mean gains by distance and shadowing.</summary>
    private static double[][] Means(CellScenario scenario, AllocationDraws draws)
    {
        var circle = scenario.SpacingMetres / 2 / Math.Sin(Math.PI / scenario.Cells);
        Complex[] sites = [.. Enumerable.Range(0, scenario.Cells).Select(i => Complex.FromPolarCoordinates(circle, 2 * Math.PI * i / scenario.Cells))];
        var (near, far) = scenario.DistanceMetres;
        return [.. sites.Select(site =>
        {
            var user = site + Complex.FromPolarCoordinates(Math.Sqrt(draws.Between((near * near, far * far))), 2 * Math.PI * draws.Uniform());
            return sites.Select(other =>
            {
                var kilometres = Math.Max(near, (user - other).Magnitude) / 1000;
                var lossDb = 120.9 + 37.6 * Math.Log10(kilometres) + scenario.ShadowingDb * draws.Gaussian();
                return Decibels.ToLinear(scenario.PowerDbm - lossDb - scenario.NoiseDbm);
            }).ToArray();
        })];
    }

    private static Complex Normal(AllocationDraws draws) => new Complex(draws.Gaussian(), draws.Gaussian()) / Math.Sqrt(2);
}
