using System.Numerics;
using System.Text.Json;
using SemCom.Runtime.Models;
using SemCom.Runtime.Onnx;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// The learned prior of channels over time and frequency: a denoiser for observations of any noise level at any places of a window of 14 OFDM symbols and
/// 72 subcarriers. Its network reads, in a few rounds, how the likelihood of the observations would change with the weight of each of many shapes of power over delay and
/// Doppler shift and with the noise, and changes these weights; the gains then follow in closed form. So the phase of a channel does not matter, and at high SNR nothing stands between
/// observations and estimate. Any number of threads may use it.
/// </summary>
public sealed class ChannelPrior
{
    /// <summary>Id in the catalogue of models.</summary>
    public const string ModelId = "channel-prior";

    private const int PatternFactCount = 4, GeneralFactCount = 6;

    private static readonly Lazy<ChannelPrior> Shared = new(() => Load(), LazyThreadSafetyMode.PublicationOnly);

    private readonly OnnxSession _network;
    private readonly double[] _start;
    private readonly WaveShapes _shapes;
    private readonly Lazy<WholeGrid> _whole;

    private ChannelPrior(ChannelPriorFile file, OnnxSession network)
    {
        Grid = new WaveGrid(file.Subcarriers, file.Symbols, file.Delays, file.Dopplers);
        _whole = new Lazy<WholeGrid>(() => new WholeGrid(Grid));
        _shapes = new WaveShapes(file.OverDelay, file.OverShift);
        Hints = new HintCode(file.Spreads, file.Shifts, _shapes);
        (_start, Rounds, MeanPower, _network) = (file.Start, file.Rounds, file.MeanPower, network);
    }

    /// <summary>The prior of the catalogue beside the application, loaded when first asked for.</summary>
    /// <exception cref="SemComException">As for <see cref="Load"/>.</exception>
    public static ChannelPrior Default => Shared.Value;

    /// <summary>Rounds of the network for one estimate.</summary>
    public int Rounds { get; }

    /// <summary>Mean power of the channels that it was trained on.</summary>
    internal double MeanPower { get; }

    internal WaveGrid Grid { get; }

    /// <summary>Windows seen whole.</summary>
    internal WholeGrid Whole => _whole.Value;

    internal HintCode Hints { get; }

    private int Changes => _start.Length + 2;

    private int StateFeatures => PriorState.FeatureCount(Grid, _shapes);

    private int Features => StateFeatures + PatternFactCount + GeneralFactCount + Hints.Length + Rounds;

    /// <summary>Loads the prior of a catalogue.</summary>
    /// <param name="catalogue">Where it is looked up. The default is the one found beside the application.</param>
    /// <exception cref="SemComException">The model is missing or damaged, or ONNX Runtime is missing.</exception>
    public static ChannelPrior Load(ModelCatalogue? catalogue = null)
    {
        var model = (catalogue ?? ModelCatalogue.Default).Find(ModelId);
        ChannelPriorFile? file;
        try
        {
            file = JsonSerializer.Deserialize(model.OpenFile("waves"), ChannelPriorJson.Default.ChannelPriorFile);
        }
        catch (JsonException exception)
        {
            throw new SemComException($"{ModelId}: the waves cannot be read ({exception.Message}); restore the file", exception);
        }
        if ((file is null ? "the file must hold an object" : file.Fault()) is { } fault)
            throw new SemComException($"{ModelId}: {fault}; restore the file");
        return new ChannelPrior(file!, ModelSessions.Get(model, "network", new OnnxSessionOptions { Threads = 1, KeepMemory = true }));
    }

    /// <summary>Finds the powers that explain observations, all of one channel and at the same places.</summary>
    /// <param name="pattern">Where they stand.</param>
    /// <param name="observations">Vectors of observations, of about unit power.</param>
    /// <param name="noise">N0 where it is known; null to have it found.</param>
    /// <param name="told">What else is known of the channel (<see cref="HintCode"/>): then only its power and the noise are found. Null for nothing.</param>
    internal PriorFit Fit(IObservationPattern pattern, IReadOnlyList<Complex[]> observations, double? noise, ToldChannel? told = null)
    {
        var facts = pattern.FactsOn(Grid);
        var level = observations.Average(y => y.Average(x => x.Real * x.Real + x.Imaginary * x.Imaginary));
        var state = new PriorState(Grid, _shapes, told is null ? _start : [.. told.Logits, _start[^1]], Math.Log(noise ?? 0.1 * level));
        var (features, change) = (new float[Features], new float[Changes]);
        var (input, output) = (new OnnxInput("features", features, 1, Features), new OnnxOutput("change", change, 1, Changes));
        for (var round = 0; round < Rounds; round++)
        {
            var gradients = pattern.PosteriorOf(Grid, state.Powers).Gradients(observations);
            state.Describe(gradients, features.AsSpan(0, StateFeatures));
            var rest = features.AsSpan(StateFeatures);
            FillFacts(facts, observations.Count, state, noise is not null, level, rest);
            var hint = rest.Slice(PatternFactCount + GeneralFactCount, Hints.Length);
            if (told is null)
                hint.Clear();
            else
                told.Features.CopyTo(hint);
            var turn = rest[(PatternFactCount + GeneralFactCount + Hints.Length)..];
            turn.Clear();
            turn[round] = 1;
            _network.Run([input], [output]);
            state = state.Changed(change, noise is not null, told is not null);
        }
        return new PriorFit(state.Powers, Math.Exp(change[^1]));
    }

    private static void FillFacts(PatternFacts pattern, int count, PriorState state, bool noiseIsKnown, double level, Span<float> facts)
    {
        var logLevel = Math.Log(level + 1e-9);
        facts[0] = (float)Math.Log(pattern.Columns);
        facts[1] = (float)Math.Log(pattern.Rows);
        facts[2] = (float)Math.Log(pattern.Gap);
        facts[3] = (float)pattern.Reach;
        facts[4] = (float)state.LogNoise;
        facts[5] = noiseIsKnown ? 1 : 0;
        facts[6] = (float)logLevel;
        facts[7] = (float)Math.Log(count);
        facts[8] = (float)(state.LogNoise - logLevel);
        facts[9] = (float)state.LogPower;
    }
}

/// <summary>What the prior found.</summary>
/// <param name="Powers">Powers of waves and noise.</param>
/// <param name="ErrorGrowth">What the errors that follow from them must be multiplied with, for the powers are estimates.</param>
internal readonly record struct PriorFit(WavePowers Powers, double ErrorGrowth);
