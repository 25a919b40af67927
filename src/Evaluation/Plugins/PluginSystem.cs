namespace SemCom.Evaluation.Plugins;

/// <summary>A system that a user brings: the record is filled here, whatever computes the picture.</summary>
/// <param name="file">Its description.</param>
internal abstract class PluginSystem(PluginFile file) : ISystem
{
    /// <summary>Its description.</summary>
    protected PluginFile Description => file;

    public string Name => file.Name;

    public abstract string Identity { get; }

    public async ValueTask<SystemResult> SendAsync(Picture picture, LinkConditions conditions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(conditions);
        return await Task.Run(() => Judge(new PluginJob(Name, picture, conditions, cancellationToken)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends one picture.</summary>
    /// <exception cref="SemComException">The picture cannot be sent.</exception>
    protected abstract PluginOutcome Send(PluginJob job);

    private SystemResult Judge(PluginJob job)
    {
        var (original, conditions) = (job.Picture, job.Conditions);
        var judge = PictureJudge.For(original, conditions.Metrics, conditions.Threads ?? 0);
        var outcome = Send(job);
        var shown = outcome.Picture ?? PictureConcealment.Grey(original.Width, original.Height);
        var record = judge.Judge(new QualityRecord
        {
            System = Name,
            Model = outcome.Model,
            Mode = outcome.Mode,
            Source = conditions.Source ?? "picture",
            Modality = "picture",
            Channel = job.Channel,
            Genie = conditions.Genie,
            SnrDb = conditions.SnrDb,
            PlanSnrDb = job.PlanSnrDb,
            Seed = conditions.Seed,
            Cbr = (double)outcome.Ledger.Total / original.ValueCount,
            Uses = UsesRecord.From(outcome.Ledger),
            Lost = outcome.Picture is null,
            Blocks = outcome.Blocks?.Sent,
            BlocksLost = outcome.Blocks?.Lost,
            EncodeMs = outcome.Encode.TotalMilliseconds,
            ChannelMs = outcome.Air.TotalMilliseconds,
            DecodeMs = outcome.Decode.TotalMilliseconds,
            BytesOnWire = outcome.BytesOnWire,
        }, shown);
        return new SystemResult(shown, record, outcome.Notice is { } notice ? [.. judge.Notices, $"{Name}: {notice}"] : judge.Notices);
    }
}
