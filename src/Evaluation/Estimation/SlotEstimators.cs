using SemCom.Receiver.Estimation;

namespace SemCom.Evaluation;

/// <summary>Estimates slots, one after the other.</summary>
internal interface ISlotEstimator
{
    /// <summary>Gains of the last slot [symbols × subcarriers].</summary>
    ReadOnlySpan<Complex32> Gains { get; }

    /// <summary>Mean of the errors E|h − ĥ|² that were claimed for it; null where none are.</summary>
    double? Claimed { get; }

    /// <summary>Estimates a slot from its pilots.</summary>
    void Estimate(PilotObservation[] pilots);
}

/// <summary>The estimators of a trial by name.</summary>
internal sealed class SlotEstimators(EstimationTrial trial, IReadOnlyList<EstimationChannel> channels)
{
    public const string Nearest = "ls-nearest", Told = "diffusion-told", Mean = "lmmse-mixture", True = "lmmse-true";

    private readonly Dictionary<(double Spacing, double Noise), JointMinimum> _means = [];

    /// <summary>Makes all estimators of the trial for one channel at one SNR.</summary>
    public IReadOnlyList<ISlotEstimator> Create(EstimationChannel channel, double noisePower) =>
        [.. trial.Estimators.Select(name => Create(name, channel, noisePower))];

    private ISlotEstimator Create(string name, EstimationChannel channel, double noisePower)
    {
        var grid = SlotSource.GridOf(channel);
        switch (name)
        {
            case Nearest:
                var nearest = new LeastSquaresInterpolator(InterpolationMethod.Nearest);
                return new OverGrid((pilots, estimate) => nearest.Interpolate(EstimationTrial.Symbols, EstimationTrial.Subcarriers, pilots, noisePower, estimate));
            case Mean:
                if (!_means.TryGetValue((channel.SpacingHertz, noisePower), out var mean))
                    _means[(channel.SpacingHertz, noisePower)] = mean = Minimum(grid, channels.Where(c => c.SpacingHertz == channel.SpacingHertz), noisePower);
                return new Joint(mean);
            case True:
                return new Joint(Minimum(grid, [channel], noisePower));
            default:
                var kind = name == Told ? EstimatorKind.Diffusion : EstimatorKinds.Find(name)!.Value;
                var options = kind == EstimatorKind.Diffusion ? new DiffusionOptions { Steps = trial.Steps, Hint = name == Told ? channel.Hint : null } : null;
                var estimator = new GridChannelEstimator(grid, kind, diffusion: options);
                return new OverGrid((pilots, estimate) => estimator.Estimate(EstimationTrial.Symbols, pilots, estimate));
        }
    }

    private JointMinimum Minimum(ResourceGrid grid, IEnumerable<EstimationChannel> known, double noisePower) => new(
        grid, EstimationTrial.Symbols, [.. known.Select(c => c.Paths)], [.. trial.Places.Select(p => new PilotObservation(p.Symbol, p.Subcarrier, default))], noisePower);

    private sealed class OverGrid(Action<PilotObservation[], GridEstimate> run) : ISlotEstimator
    {
        private readonly GridEstimate _estimate = new();

        public ReadOnlySpan<Complex32> Gains => _estimate.Gains;

        public double? Claimed
        {
            get
            {
                var sum = 0.0;
                foreach (var error in _estimate.ErrorVariances)
                    sum += error;
                return sum / _estimate.ErrorVariances.Length;
            }
        }

        public void Estimate(PilotObservation[] pilots) => run(pilots, _estimate);
    }

    private sealed class Joint(JointMinimum minimum) : ISlotEstimator
    {
        private Complex32[] _gains = [];

        public ReadOnlySpan<Complex32> Gains => _gains;

        public double? Claimed => null;

        public void Estimate(PilotObservation[] pilots) => _gains = Array.ConvertAll(minimum.Estimate(pilots), gain => (Complex32)gain);
    }
}
