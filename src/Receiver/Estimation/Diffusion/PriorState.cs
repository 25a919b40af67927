using System.Numerics.Tensors;

namespace SemCom.Receiver.Estimation;

/// <summary>What the prior believes between two rounds: weights of the shapes, power and noise, all as logarithms.</summary>
internal sealed class PriorState
{
    private const double LeastWeight = -12, LeastPower = -12, LargestPower = 8, LargestNoiseStep = 4, Floor = 1e-4, Scale = 0.25;

    private readonly WaveGrid _grid;
    private readonly WaveShapes _shapes;
    private readonly double[] _logits, _logOverDelay, _logOverShift;
    private readonly double _logNoise;

    /// <param name="grid">The waves.</param>
    /// <param name="shapes">The shapes.</param>
    /// <param name="logits">ln of the weights over delay, then over Doppler shift, each up to a constant, then of the power.</param>
    /// <param name="logNoise">ln N0.</param>
    public PriorState(WaveGrid grid, WaveShapes shapes, double[] logits, double logNoise)
    {
        (_grid, _shapes, _logits, _logNoise) = (grid, shapes, logits, logNoise);
        _logOverDelay = LogSoftmax(logits.AsSpan(0, shapes.OverDelay));
        _logOverShift = LogSoftmax(logits.AsSpan(shapes.OverDelay, shapes.OverShift));
        LogPower = Math.Clamp(logits[^1], LeastPower, LargestPower);
        var delays = shapes.Delays(Array.ConvertAll(_logOverDelay, Math.Exp));
        TensorPrimitives.Multiply(delays, Math.Exp(LogPower), delays);
        Powers = new WavePowers(grid, delays, shapes.Dopplers(Array.ConvertAll(_logOverShift, Math.Exp)), Math.Exp(logNoise));
    }

    /// <summary>The powers that follow.</summary>
    public WavePowers Powers { get; }

    /// <summary>ln N0.</summary>
    public double LogNoise => _logNoise;

    /// <summary>ln E|h|², but for what a shape's sum differs from 1.</summary>
    public double LogPower { get; }

    /// <summary>Features of a state: for each shape how the likelihood would change, and its weight; for each wave what is known of it.</summary>
    public static int FeatureCount(WaveGrid grid, WaveShapes shapes) => 2 * (shapes.OverDelay + shapes.OverShift) + grid.Delays.Length + grid.Dopplers.Length + 2;

    /// <summary>Writes the features [<see cref="FeatureCount"/>].</summary>
    public void Describe(LikelihoodGradients gradients, Span<float> features)
    {
        var at = 0;
        var power = Powers.Power;
        Ratios(_shapes.AlongDelays(gradients.DelayEnergies), _shapes.AlongDelays(gradients.DelayTraces), power, features, ref at);
        Ratios(_shapes.AlongDopplers(gradients.DopplerEnergies), _shapes.AlongDopplers(gradients.DopplerTraces), 1, features, ref at);
        foreach (var weight in _logOverDelay)
            features[at++] = (float)(Scale * Math.Max(weight, LeastWeight));
        foreach (var weight in _logOverShift)
            features[at++] = (float)(Scale * Math.Max(weight, LeastWeight));
        for (var d = 0; d < Powers.Delays.Length; d++)
            features[at++] = (float)(Scale * Logarithm(Powers.Delays[d] * gradients.DelayTraces[d]));
        for (var v = 0; v < Powers.Dopplers.Length; v++)
            features[at++] = (float)(Scale * Logarithm(Powers.Dopplers[v] * gradients.DopplerTraces[v]));
        features[at++] = (float)Logarithm(gradients.NoiseEnergy);
        features[at] = (float)Logarithm(gradients.NoiseTrace);
    }

    /// <summary>The state after a round.</summary>
    /// <param name="change">Changes of all logits, then of ln N0.</param>
    /// <param name="noiseIsKnown">True to leave the noise as it is.</param>
    public PriorState Changed(ReadOnlySpan<float> change, bool noiseIsKnown)
    {
        var next = new double[_logits.Length];
        for (var i = 0; i < next.Length; i++)
            next[i] = _logits[i] + change[i];
        var step = noiseIsKnown ? 0 : Math.Clamp(change[next.Length], -LargestNoiseStep, LargestNoiseStep);
        return new PriorState(_grid, _shapes, next, _logNoise + step);
    }

    private static void Ratios(double[] energies, double[] traces, double power, Span<float> features, ref int at)
    {
        for (var s = 0; s < energies.Length; s++)
            features[at++] = (float)(Logarithm(power * energies[s]) - Logarithm(power * traces[s]));
    }

    private static double[] LogSoftmax(ReadOnlySpan<double> logits)
    {
        var most = TensorPrimitives.Max(logits);
        var sum = 0.0;
        foreach (var logit in logits)
            sum += Math.Exp(logit - most);
        var shift = most + Math.Log(sum);
        return [.. logits.ToArray().Select(logit => logit - shift)];
    }

    private static double Logarithm(double x) => Math.Log(Math.Max(x, 0) + Floor);
}
