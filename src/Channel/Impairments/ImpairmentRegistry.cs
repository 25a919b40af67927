namespace SemCom.Channels;

/// <summary>The impairments that can be named in text. <see cref="Default"/> is the one list; a new impairment is one more entry there.</summary>
public sealed class ImpairmentRegistry
{
    /// <summary>Makes a registry of other impairments.</summary>
    public ImpairmentRegistry(params IReadOnlyList<ImpairmentDescriptor> impairments) => Impairments = impairments;

    /// <summary>Every impairment that SemCom brings.</summary>
    public static ImpairmentRegistry Default { get; } = new(
        new("clip", "power amplifier that cuts off amplitudes (soft limiter)", [ClipImpairment.Papr],
            values => new ClipImpairment(ClipOptions.From(values))),
        new("rapp", "power amplifier that saturates gradually (Rapp's model)", [RappImpairment.Papr, RappImpairment.Smoothness],
            values => new RappImpairment(RappOptions.From(values))),
        new("cfo", "residual carrier frequency offset (channels with a grid)", [CarrierOffsetImpairment.Frequency],
            values => new CarrierOffsetImpairment(CarrierOffsetOptions.From(values))),
        new("phase-noise", "phase noise of a free-running oscillator (channels with a grid)", [PhaseNoiseImpairment.Linewidth],
            values => new PhaseNoiseImpairment(PhaseNoiseOptions.From(values))),
        new("adc", "analog-to-digital converter: uniform quantiser behind automatic gain control", [QuantiserImpairment.Bits, QuantiserImpairment.Backoff],
            values => new QuantiserImpairment(QuantiserOptions.From(values))),
        new("loss", "loss of packets in bursts (Gilbert-Elliott); lost channel uses are seen as lost", [PacketLossImpairment.Rate, PacketLossImpairment.Burst, PacketLossImpairment.Packet],
            values => new PacketLossImpairment(PacketLossOptions.From(values))));

    /// <summary>All impairments in the order in which they act.</summary>
    public IReadOnlyList<ImpairmentDescriptor> Impairments { get; }

    /// <summary>Reads impairments, each as <c>name[:key=value[,key=value…]]</c>, and puts them into the order in which they act.</summary>
    /// <exception cref="SemComException">Unknown impairment or parameter, one of them given twice, or a value that is not allowed.</exception>
    public IReadOnlyList<IImpairment> Parse(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var found = new IImpairment?[Impairments.Count];
        foreach (var (name, parameters) in texts.Select(TextForm.Split))
        {
            var index = 0;
            while (index < found.Length && !Impairments[index].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                index++;
            if (index == found.Length)
                throw new SemComException($"impairment must be one of {string.Join(", ", Impairments.Select(i => i.Name))} (was {OneLine.Quote(name)}); choose one of these");
            var descriptor = Impairments[index];
            if (found[index] != null)
                throw new SemComException($"impairment {descriptor.Name} must stand only once (was twice in {OneLine.Quote(string.Join('+', texts))}); remove one");
            found[index] = descriptor.Create(ParameterValues.Parse($"impairment {descriptor.Name}", descriptor.Parameters, parameters));
        }
        return [.. found.OfType<IImpairment>().OrderBy(impairment => impairment.Stage)];
    }
}
