using System.Diagnostics;
using SemCom.Receiver.Estimation;

namespace SemCom.Receiver.Tests.Estimation.Grid;

public sealed class MeasureEstimators(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public void Table()
    {
        var grid = new ResourceGrid();
        foreach (var (profile, ds, fd, symbols) in new[] { ("TDL-A", 30e-9, 5.0, 28), ("TDL-A", 100e-9, 50.0, 28), ("TDL-B", 100e-9, 50.0, 28), ("TDL-C", 300e-9, 50.0, 28), ("TDL-C", 300e-9, 300.0, 28), ("TDL-C", 300e-9, 50.0, 1), ("TDL-C", 1000e-9, 50.0, 28) })
        {
            var (delays, powers) = TdlTable.Read(profile, ds);
            var channel = new GaussianChannel(grid, symbols, delays, powers, fd);
            var truth = ChannelCovariance.True(delays, powers, new DopplerSpectrum(DopplerShape.Jakes, fd));
            foreach (var snr in new[] { -5.0, 0, 10, 20, 30 })
            {
                var n0 = Decibels.ToNoisePower(snr);
                var kinds = new[] { EstimatorKind.Ls, EstimatorKind.LmmseRobust, EstimatorKind.LmmseSample, EstimatorKind.LmmseTrue };
                var (errors, claimed, time) = (new double[6], new double[6], new double[6]);
                var (noise, worst) = (0.0, 0.0);
                var estimators = kinds.Select(k => new GridChannelEstimator(grid, k, k == EstimatorKind.LmmseTrue ? truth : null)).ToArray();
                var wiener = new WienerInterpolator(grid);
                const int Frames = 12;
                for (var f = 0; f < Frames; f++)
                {
                    var h = channel.Draw(1, (ulong)f);
                    var pilots = GaussianChannel.Observe(h, grid.Subcarriers, GaussianChannel.Comb(symbols, grid.Subcarriers, 6, 4), n0, 1, (ulong)f);
                    for (var e = 0; e < 5; e++)
                    {
                        var clock = Stopwatch.StartNew();
                        var estimate = new GridEstimate();
                        if (e == 4)
                            wiener.Interpolate(symbols, pilots, ChannelCovariance.Robust(grid, grid.PrefixSeconds, Math.Max(fd, 1)), n0, estimate);
                        else
                            estimators[e].Estimate(symbols, pilots, estimate, e == 3 ? n0 : null);
                        if (f > 2)
                            time[e] += clock.Elapsed.TotalMilliseconds / (Frames - 3);
                        for (var i = 0; i < h.Length; i++)
                        {
                            errors[e] += (h[i] - estimate.Gains[i]).Power / h.Length / Frames;
                            claimed[e] += estimate.ErrorVariances[i] / (double)h.Length / Frames;
                        }
                        if (e == 1)
                        {
                            noise += estimate.NoisePower / n0 / Frames;
                            worst = Math.Max(worst, Math.Abs(Decibels.FromLinear(estimate.NoisePower / n0)));
                            if (f == 0)
                                output.WriteLine($"   width {estimate.Covariance!.DelaysSeconds[^1] * 1e6:F2} us fd {estimate.Covariance.Doppler.MaxDopplerHertz:F1} power {estimate.Covariance.Power:F2}");
                        }
                    }
                }
                output.WriteLine($"{profile} {ds * 1e9} ns fd {fd} L {symbols} SNR {snr}: " + string.Join("  ", new[] { "LS", "robust", "sample", "true", "prefix" }.Select((n, e) =>
                    $"{n} {Decibels.FromLinear(errors[e]):F2} (claims {Decibels.FromLinear(claimed[e]):F2}, {time[e]:F1} ms)")) + $" noise {Decibels.FromLinear(noise):F2} worst {worst:F2}");
            }
        }
    }
}
