using SemCom.Receiver.Estimation;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Receiver.Tests.Estimation.Grid;

/// <summary>
/// On TDL-A, B and C the channel is Gaussian, so LMMSE with the true covariance, from all pilots at once, is the exact minimum. An estimator that
/// does
/// better than it saw what a receiver does not see.
/// </summary>
public sealed class EstimatorBoundTests
{
    private const int Frames = 40, Symbols = 9, Spacing = 6, Period = 4;

    private static readonly ResourceGrid Grid = new(subcarriers: 96, spacingHertz: 30e3, fftSize: 256, prefixSamples: 18);

    /// <summary>How far below the bound chance may take the mean over the frames: five deviations of the paired difference.</summary>
    private const double Deviations = 5;

    public static TheoryData<string, double, double> Channels => new()
    {
        { "TDL-A", 100e-9, 30 },
        { "TDL-B", 100e-9, 200 },
        { "TDL-C", 300e-9, 30 },
    };

    /// <summary>What the two-step filter may lose to the joint one, 0.6 dB.</summary>
    private const double TwoStepLoss = 1.15;

    private delegate void Estimator(PilotObservation[] pilots, Complex32[] truth, double n0, GridEstimate estimate);

    [Theory]
    [MemberData(nameof(Channels))]
    public void NoEstimator_IsBetterThanTheMinimum(string profile, double delaySpread, double doppler)
    {
        OnnxFact.RequireLibrary();
        foreach (var snrDb in new[] { -5.0, 5, 15, 25 })
        {
            var run = new Run(profile, delaySpread, doppler, snrDb);
            var (linear, _) = run.Measure(Lines(InterpolationMethod.Linear));
            foreach (var (name, estimator) in Estimators(profile, delaySpread, doppler))
            {
                var (nmse, below) = run.Measure(estimator);
                Assert.False(
                    below, $"{name} at {snrDb} dB: {Decibels.FromLinear(nmse):F2} dB is below the minimum, {Decibels.FromLinear(run.MinimumNmse):F2} dB");
                if (name is "robust" or "sample" or "diffusion")
                    Assert.True(
                        nmse < linear, $"{name} at {snrDb} dB: {Decibels.FromLinear(nmse):F2} dB, worse than lines, {Decibels.FromLinear(linear):F2} dB");
                if (name == "true")
                    Assert.True(nmse < run.MinimumNmse * TwoStepLoss,
                        $"true at {snrDb} dB: {Decibels.FromLinear(nmse):F2} dB instead of {Decibels.FromLinear(run.MinimumNmse):F2} dB");
            }
        }
    }

    /// <summary>The test above can fail: a hundredth of the truth mixed into the best estimate is found.</summary>
    [Fact]
    public void AnEstimatorThatLeaksTheTruth_IsFound()
    {
        var run = new Run("TDL-C", 300e-9, 30, 15);
        var honest = Kind(EstimatorKind.LmmseTrue, Covariance("TDL-C", 300e-9, 30));
        Assert.False(run.Measure(honest).Below);
        Assert.True(run.Measure(Leaking(0.03f)).Below);

        Estimator Leaking(float share) => (pilots, truth, n0, estimate) =>
        {
            honest(pilots, truth, n0, estimate);
            for (var l = 0; l < Symbols; l++)
            {
                var row = estimate.GainRow(l);
                for (var k = 0; k < row.Length; k++)
                    row[k] = row[k] * (1 - share) + truth[l * row.Length + k] * share;
            }
        };
    }

    private static IEnumerable<(string Name, Estimator Estimator)> Estimators(string profile, double delaySpread, double doppler) =>
    [
        ("nearest", Lines(InterpolationMethod.Nearest)),
        ("linear", Lines(InterpolationMethod.Linear)),
        ("robust", Kind(EstimatorKind.LmmseRobust, null)),
        ("sample", Kind(EstimatorKind.LmmseSample, null)),
        ("flat", Kind(EstimatorKind.LmmseFlat, null)),
        ("true", Kind(EstimatorKind.LmmseTrue, Covariance(profile, delaySpread, doppler))),
        ("diffusion", Kind(EstimatorKind.Diffusion, null)),
    ];

    private static Estimator Lines(InterpolationMethod method) =>
        (pilots, _, n0, estimate) => new LeastSquaresInterpolator(method).Interpolate(Symbols, Grid.Subcarriers, pilots, n0, estimate);

    private static Estimator Kind(EstimatorKind kind, ChannelCovariance? covariance)
    {
        var estimator = new GridChannelEstimator(Grid, kind, covariance);
        return (pilots, _, n0, estimate) => estimator.Estimate(Symbols, pilots, estimate, kind == EstimatorKind.LmmseTrue ? n0 : null);
    }

    private static ChannelCovariance Covariance(string profile, double delaySpread, double doppler)
    {
        var (delays, powers) = TdlTable.Read(profile, delaySpread);
        return ChannelCovariance.True(delays, powers, new DopplerSpectrum(DopplerShape.Jakes, doppler));
    }

    /// <summary>Frames of one channel at one SNR, with the minimum's error in each.</summary>
    private sealed class Run
    {
        private readonly (Complex32[] Truth, PilotObservation[] Pilots, double Minimum)[] _frames;
        private readonly double _n0;

        public Run(string profile, double delaySpread, double doppler, double snrDb)
        {
            var (delays, powers) = TdlTable.Read(profile, delaySpread);
            var channel = new GaussianChannel(Grid, Symbols, delays, powers, doppler);
            _n0 = Decibels.ToNoisePower(snrDb);
            var places = GaussianChannel.Comb(Symbols, Grid.Subcarriers, Spacing, Period).ToArray();
            var minimum = new JointWiener(Grid, Symbols, delays, powers, doppler, places, _n0);
            _frames = [.. Enumerable.Range(0, Frames).Select(f =>
            {
                var truth = channel.Draw(7, (ulong)f);
                var pilots = GaussianChannel.Observe(truth, Grid.Subcarriers, places, _n0, 7, (ulong)f);
                return (truth, pilots, Error(truth, minimum.Estimate(pilots)));
            })];
        }

        public double MinimumNmse => _frames.Average(f => f.Minimum);

        public (double Nmse, bool Below) Measure(Estimator estimator)
        {
            var estimate = new GridEstimate();
            var differences = new List<double>();
            foreach (var (truth, pilots, minimum) in _frames)
            {
                estimator(pilots, truth, _n0, estimate);
                differences.Add(Error(truth, estimate.Gains) - minimum);
            }
            var mean = differences.Average();
            var deviation = Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / (Frames - 1) / Frames);
            return (mean + MinimumNmse, mean < -Deviations * deviation - 1e-6 * MinimumNmse);
        }

        private static double Error(Complex32[] truth, ReadOnlySpan<Complex32> estimate)
        {
            var sum = 0.0;
            for (var i = 0; i < truth.Length; i++)
                sum += (truth[i] - estimate[i]).Power;
            return sum / truth.Length;
        }
    }
}
