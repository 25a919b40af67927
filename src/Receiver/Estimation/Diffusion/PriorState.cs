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
        var overDelay = Softmax(logits.AsSpan(0, shapes.OverDelay), _logOverDelay = new double[shapes.OverDelay]);
        var overShift = Softmax(logits.AsSpan(shapes.OverDelay, shapes.OverShift), _logOverShift = new double[shapes.OverShift]);
        LogPower = Math.Clamp(logits[^1], LeastPower, LargestPower);
        var delays = shapes.Delays(overDelay);
        TensorPrimitives.Multiply(delays, Math.Exp(LogPower), delays);
        Powers = new WavePowers(grid, delays, shapes.Dopplers(overShift), Math.Exp(logNoise));
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
        Ratios(_shapes.AlongDelays(gradients.Delays), power, features, ref at);
        Ratios(_shapes.AlongDopplers(gradients.Dopplers), 1, features, ref at);
        foreach (var weight in _logOverDelay)
            features[at++] = (float)(Scale * Math.Max(weight, LeastWeight));
        foreach (var weight in _logOverShift)
            features[at++] = (float)(Scale * Math.Max(weight, LeastWeight));
        Known(Powers.Delays, gradients.DelayTraces, features, ref at);
        Known(Powers.Dopplers, gradients.DopplerTraces, features, ref at);
        features[at++] = (float)Logarithm(gradients.NoiseEnergy);
        features[at] = (float)Logarithm(gradients.NoiseTrace);
    }

    /// <summary>The state after a round.</summary>
    /// <param name="change">Changes of all logits, then of ln N0.</param>
    /// <param name="noiseIsKnown">True to leave the noise as it is.</param>
    /// <param name="shapesAreKnown">True to leave the weights of the shapes as they are.</param>
    public PriorState Changed(ReadOnlySpan<float> change, bool noiseIsKnown, bool shapesAreKnown)
    {
        var next = new double[_logits.Length];
        for (var i = 0; i < next.Length; i++)
            next[i] = _logits[i] + (shapesAreKnown && i < next.Length - 1 ? 0 : change[i]);
        var step = noiseIsKnown ? 0 : Math.Clamp(change[next.Length], -LargestNoiseStep, LargestNoiseStep);
        return new PriorState(_grid, _shapes, next, _logNoise + step);
    }

    private static void Ratios(SplitRow energiesAndTraces, double power, Span<float> features, ref int at)
    {
        var energies = energiesAndTraces.Re;
        var traces = energiesAndTraces.Im;
        FillLogarithms(energies, power);
        FillLogarithms(traces, power);
        for (var s = 0; s < energies.Length; s++)
            features[at++] = (float)(energies[s] - traces[s]);
    }

    private static void Known(double[] powers, double[] traces, Span<float> features, ref int at)
    {
        var known = new double[powers.Length];
        TensorPrimitives.Multiply<double>(powers, traces, known);
        FillLogarithms(known, 1);
        foreach (var value in known)
            features[at++] = (float)(Scale * value);
    }

    /// <summary>Weights that belong to logits, and their logarithms.</summary>
    private static double[] Softmax(ReadOnlySpan<double> logits, double[] logarithms)
    {
        var weights = new double[logits.Length];
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), logarithms);
        TensorPrimitives.Exp<double>(logarithms, weights);
        var sum = TensorPrimitives.Sum<double>(weights);
        TensorPrimitives.Subtract(logarithms, Math.Log(sum), logarithms);
        TensorPrimitives.Divide(weights, sum, weights);
        return weights;
    }

    /// <summary>x ← ln(max(a·x, 0) + floor).</summary>
    private static void FillLogarithms(Span<double> x, double a)
    {
        TensorPrimitives.Multiply(x, a, x);
        TensorPrimitives.Max(x, 0, x);
        TensorPrimitives.Add(x, Floor, x);
        TensorPrimitives.Log<double>(x, x);
    }

    private static double Logarithm(double x) => Math.Log(Math.Max(x, 0) + Floor);
}
