namespace SemCom.Channels;

/// <summary>Impairments sorted by the stage at which they act; within a stage they keep their order. Immutable.</summary>
internal sealed class ImpairmentChain
{
    private readonly IImpairment[][] _byStage;

    public ImpairmentChain(IReadOnlyList<IImpairment> impairments) =>
        _byStage = [.. Enum.GetValues<ImpairmentStage>().Select(stage => impairments.Where(i => i.Stage == stage).ToArray())];

    /// <summary>True when something acts at a stage.</summary>
    public bool Has(ImpairmentStage stage) => _byStage[(int)stage].Length > 0;

    /// <summary>Applies what acts at a stage, in place.</summary>
    public void Apply(ImpairmentStage stage, Span<Complex32> samples, in ImpairmentContext context)
    {
        foreach (var impairment in _byStage[(int)stage])
            impairment.Apply(samples, context);
    }
}
