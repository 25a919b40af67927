using SemCom.Receiver.Estimation;

namespace SemCom.Evaluation;

/// <summary>A comparison of channels that the learned prior draws with those of the simulator, on slots of 14 OFDM symbols and 72 subcarriers.</summary>
public sealed record GenerationTrial
{
    /// <summary>One of the profiles TDL-A to E, for example "tdl-c:ds=300ns,fd=50Hz", which the prior is told; or "mixture", of which it is told nothing.</summary>
    public required string Channel { get; init; }

    /// <summary>Slots of each.</summary>
    public int Draws { get; init; } = 400;

    /// <summary>Seed of both.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Draws and compares, on all cores.</summary>
    /// <param name="progress">Is told the share that is done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SemComException">An option is out of its range, or the model is missing.</exception>
    public GenerationReport Run(IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.InRange(Draws, 10, 100_000, "draws of a channel", "400 tell means to about 5 %");
        var channels = EstimationChannel.Find(Channel, Draws, Seed);
        var hint = channels.Count > 1 ? null : channels[0].Hint
            ?? throw new SemComException($"--channel must be one of the profiles TDL-A to E, or {EstimationChannel.Mixture} (was '{Channel}'); the prior can be told of these alone");
        if (channels.Count > 1 && !Channel.Equals(EstimationChannel.Mixture, StringComparison.OrdinalIgnoreCase))
            throw new SemComException($"--channel must be one of the profiles TDL-A to E, or {EstimationChannel.Mixture} (was '{Channel}'); the prior was trained on no other mixture");
        var simulated = channels.SelectMany((channel, c) => SlotSource.Draw(channel, Seed, Draws, c, channels.Count)).Select(slot => slot.Gains).ToArray();
        return GenerationReport.Of(Draw(SlotSource.GridOf(channels[0]), hint, progress, cancellationToken), simulated);
    }

    private Complex32[][] Draw(ResourceGrid grid, ChannelHint? hint, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var (sampler, drawn, done) = (new ChannelSampler(grid), new Complex32[Draws][], 0);
        Parallel.For(0, Draws, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            drawn[i] = sampler.Draw(hint, Seed, (ulong)i);
            progress?.Report((double)Interlocked.Increment(ref done) / Draws);
        });
        return drawn;
    }
}
