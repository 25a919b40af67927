using System.Globalization;
using System.Numerics;
using SemCom.Receiver.Estimation;

namespace SemCom.Receiver.Tests.Estimation.Grid;

/// <summary>
/// Every row of the reference for one OFDM symbol: the mean square error of the linear maps that the interpolators are, from their own weights and the
/// true covariance, E|h − w·y|² = 1 − 2Re w·c + w·R·wᴴ + N0|w|².
/// </summary>
public sealed class InterpolationTheoryTests
{
    private const double ToleranceDb = 0.05;

    public static TheoryData<string, double, int> Cases
    {
        get
        {
            var data = new TheoryData<string, double, int>();
            foreach (var (profile, delaySpread, spacing) in Rows().Select(r => (r.Profile, r.DelaySpreadNs, r.Spacing)).Distinct())
                data.Add(profile, delaySpread, spacing);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryRowOfTheReference_IsMet(string profile, double delaySpreadNs, int spacing)
    {
        var (delays, powers) = TdlTable.Read(profile, delaySpreadNs * 1e-9);
        var covariance = ChannelCovariance.True(delays, powers);
        foreach (var row in Rows().Where(r => r.Profile == profile && r.DelaySpreadNs == delaySpreadNs && r.Spacing == spacing))
        {
            var grid = new ResourceGrid(row.Subcarriers, row.SpacingHertz, 1024);
            var n0 = Decibels.ToNoisePower(row.SnrDb);
            var wiener = new WienerInterpolator(grid);
            Check(row.LsAtPilotsDb, Nmse(grid, spacing, n0, delays, powers, Ls(InterpolationMethod.Linear), k => k % spacing == 0), "LS at pilots", row);
            Check(row.LsNearestDb, Nmse(grid, spacing, n0, delays, powers, Ls(InterpolationMethod.Nearest), _ => true), "LS nearest", row);
            Check(row.LsLinearDb, Nmse(grid, spacing, n0, delays, powers, Ls(InterpolationMethod.Linear), _ => true), "LS linear", row);
            Check(row.LmmseDb, Nmse(grid, spacing, n0, delays, powers, Wiener, _ => true), "LMMSE", row);

            void Wiener(PilotObservation[] pilots, GridEstimate estimate) => wiener.Interpolate(1, pilots, covariance, n0, estimate);
            Action<PilotObservation[], GridEstimate> Ls(InterpolationMethod method) =>
                (pilots, estimate) => new LeastSquaresInterpolator(method).Interpolate(1, grid.Subcarriers, pilots, n0, estimate);
        }
    }

    [Fact]
    public void TheReference_HasAllItsRows() => Assert.Equal(168, Rows().Count());

    /// <summary>The closed form that the interpolator hands on is the error of its own weights.</summary>
    [Theory]
    [InlineData(4, 10)]
    [InlineData(12, 25)]
    public void LmmseErrorVariances_AreThoseOfItsWeights(int spacing, double snrDb)
    {
        var (delays, powers) = TdlTable.Read("TDL-C", 300e-9);
        var (grid, n0) = (new ResourceGrid(72, 30e3, 1024), Decibels.ToNoisePower(snrDb));
        var estimate = new GridEstimate();
        for (var k = 0; k < grid.Subcarriers; k += 5)
        {
            var element = k;
            var nmse = Nmse(grid, spacing, n0, delays, powers, (pilots, e) => new WienerInterpolator(grid).Interpolate(1, pilots, ChannelCovariance.True(delays, powers), n0, e), at => at == element, estimate);
            Assert.Equal(1, estimate.ErrorVariances[k] / nmse, 1e-3);
        }
    }

    private static void Check(double expectedDb, double nmse, string what, Row row) =>
        Assert.True(Math.Abs(Decibels.FromLinear(nmse) - expectedDb) < ToleranceDb, $"{what}: {Decibels.FromLinear(nmse):F3} dB instead of {expectedDb} in {row}");

    private static double Nmse(
        ResourceGrid grid, int spacing, double n0, double[] delays, double[] powers, Action<PilotObservation[], GridEstimate> interpolate, Func<int, bool> counts,
        GridEstimate? estimate = null)
    {
        var places = Enumerable.Range(0, (grid.Subcarriers + spacing - 1) / spacing).Select(i => i * spacing).ToArray();
        var weights = new Complex[grid.Subcarriers, places.Length];
        estimate ??= new GridEstimate();
        for (var p = 0; p < places.Length; p++)
        {
            interpolate([.. places.Select((k, i) => new PilotObservation(0, k, new Complex32(i == p ? 1 : 0, 0)))], estimate);
            for (var k = 0; k < grid.Subcarriers; k++)
                weights[k, p] = estimate.Gains[k];
        }
        Complex Correlation(int lag) => delays.Zip(powers, (d, p) => Complex.FromPolarCoordinates(p, -2 * Math.PI * lag * grid.SpacingHertz * d)).Aggregate(Complex.Add);
        var lags = Enumerable.Range(0, grid.Subcarriers).Select(Correlation).ToArray();
        Complex R(int lag) => lag >= 0 ? lags[lag] : Complex.Conjugate(lags[-lag]);
        var (sum, count) = (0.0, 0);
        for (var k = 0; k < grid.Subcarriers; k++)
        {
            if (!counts(k))
                continue;
            var error = 1.0;
            for (var i = 0; i < places.Length; i++)
            {
                error -= 2 * (weights[k, i] * R(places[i] - k)).Real;
                error += n0 * (weights[k, i] * Complex.Conjugate(weights[k, i])).Real;
                for (var j = 0; j < places.Length; j++)
                    error += (weights[k, i] * R(places[i] - places[j]) * Complex.Conjugate(weights[k, j])).Real;
            }
            sum += error;
            count++;
        }
        return sum / count;
    }

    private static IEnumerable<Row> Rows() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Reference", "ofdm_ce_nmse_theory.csv")).Skip(1).Select(line =>
        {
            var f = line.Split(',');
            double Number(int i) => double.Parse(f[i], CultureInfo.InvariantCulture);
            return new Row(f[0], Number(1), Number(2) * 1e3, (int)Number(3), (int)Number(4), Number(5), Number(6), Number(7), Number(8), Number(9));
        });

    private sealed record Row(
        string Profile, double DelaySpreadNs, double SpacingHertz, int Subcarriers, int Spacing, double SnrDb,
        double LsAtPilotsDb, double LsNearestDb, double LsLinearDb, double LmmseDb);
}
