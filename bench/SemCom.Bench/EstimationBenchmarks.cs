using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using SemCom.Randomness;
using SemCom.Receiver.Estimation;

namespace SemCom.Bench;

/// <summary>
/// One frame of 600 subcarriers and 120 OFDM symbols with pilots on every sixth subcarrier of every fourth symbol, on one core, filters warm.
/// </summary>
public class EstimationBenchmarks
{
    private const int Symbols = 120;

    private readonly ResourceGrid _grid = new();
    private readonly GridEstimate _estimate = new();
    private GridChannelEstimator _estimator = null!;
    private PilotObservation[] _pilots = [];

    [Params(EstimatorKind.Ls, EstimatorKind.LmmseRobust, EstimatorKind.LmmseSample, EstimatorKind.LmmseTrue)]
    public EstimatorKind Kind { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var truth = Kind == EstimatorKind.LmmseTrue ? ChannelCovariance.Robust(_grid, 1e-6, 50) : null;
        _estimator = new GridChannelEstimator(_grid, Kind, truth);
        var noise = new Complex32[Symbols / 4 * _grid.Subcarriers / 6];
        new CounterRandom(1, RandomPurpose.ChannelNoise, 0).FillGaussian(MemoryMarshal.Cast<Complex32, float>(noise.AsSpan()));
        // Two paths 1 µs apart, 10 dB.
        _pilots = [.. from l in Enumerable.Range(0, Symbols / 4) from k in Enumerable.Range(0, _grid.Subcarriers / 6) select Pilot(l, k)];

        PilotObservation Pilot(int l, int k)
        {
            var (sin, cos) = Math.SinCos(-2 * Math.PI * 6 * k * _grid.SpacingHertz * 1e-6);
            return new PilotObservation(4 * l, 6 * k, new Complex32((float)(0.7 + 0.7 * cos), (float)(0.7 * sin)) + noise[l * 100 + k] * 0.22f);
        }
    }

    [Benchmark]
    public void Estimate() => _estimator.Estimate(Symbols, _pilots, _estimate, Kind == EstimatorKind.LmmseTrue ? 0.1 : null);
}
