using System.Numerics;
using System.Numerics.Tensors;
using SemCom.Randomness;

namespace SemCom.Receiver.Estimation;

/// <summary>A window and what was seen in it.</summary>
internal readonly record struct ObservedWindow(SlotWindow Window, PilotPlaces Places, Complex[] Values);

/// <summary>Gains of windows whose pilots stand at the same places, and how far off they may be.</summary>
internal interface IWindowPosterior
{
    /// <summary>Estimates a part of a window [symbols × subcarriers].</summary>
    void Fill(ObservedWindow seen, GridPart part, Span<Complex> gains, Span<float> errors);
}

/// <summary>No pilot is near enough to tell anything.</summary>
internal sealed class UnseenWindow(PriorFit fit) : IWindowPosterior
{
    /// <inheritdoc/>
    public void Fill(ObservedWindow seen, GridPart part, Span<Complex> gains, Span<float> errors)
    {
        gains.Clear();
        errors.Fill((float)fit.Powers.Power);
    }
}

/// <summary>In closed form for the powers that the prior found, its errors times what they grow by because these are estimates.</summary>
internal sealed class ExactPosterior(ReverseProcess process, PriorFit fit) : IWindowPosterior
{
    private GridPart _known;
    private float[] _errors = [];

    /// <inheritdoc/>
    public void Fill(ObservedWindow seen, GridPart part, Span<Complex> gains, Span<float> errors)
    {
        process.Last.Gains(process.Run(seen.Values), part, gains);
        if (part != _known)
        {
            (_known, _errors) = (part, new float[part.Count]);
            process.First.Errors(part, _errors);
            TensorPrimitives.Multiply(_errors, (float)fit.ErrorGrowth, _errors);
        }
        _errors.CopyTo(errors);
    }
}

/// <summary>The mean of draws, and their variance: (1 + 1 / draws) times it is the error of the mean.</summary>
internal sealed class DrawnPosterior(ChannelPrior prior, PilotPlaces places, PriorFit fit, int draws, ToldChannel? told) : IWindowPosterior
{
    private const ulong Seed = 1;

    private readonly AncestralSampler _sampler = new(prior);

    /// <inheritdoc/>
    public void Fill(ObservedWindow seen, GridPart part, Span<Complex> gains, Span<float> errors)
    {
        gains.Clear();
        var energies = new double[part.Count];
        var stream = ((ulong)seen.Window.FirstSymbol << 32) + (ulong)seen.Window.Origin * (ulong)draws;
        for (var d = 0; d < draws; d++)
        {
            var window = _sampler.Draw(fit.Powers, places, seen.Values, told, new CounterRandom(Seed, RandomPurpose.ChannelPrior, stream + (ulong)d));
            for (var i = 0; i < energies.Length; i++)
            {
                var row = window[part.FirstSymbol + i / part.Subcarriers];
                var k = part.FirstSubcarrier + i % part.Subcarriers;
                gains[i] += row[k] / draws;
                energies[i] += row.EnergyAt(k) / draws;
            }
        }
        for (var i = 0; i < energies.Length; i++)
        {
            var variance = (energies[i] - gains[i].Real * gains[i].Real - gains[i].Imaginary * gains[i].Imaginary) * draws / (draws - 1);
            errors[i] = (float)Math.Max(variance * (1 + 1.0 / draws), 1e-9 * fit.Powers.Power);
        }
    }
}
