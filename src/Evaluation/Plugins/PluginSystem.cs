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
        var outcome = Send(job);
        var (original, conditions) = (job.Picture, job.Conditions);
        var shown = outcome.Picture ?? PictureConcealment.Grey(original.Width, original.Height);
        var record = new QualityRecord
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
            PsnrDb = PictureQuality.PsnrDb(original, shown),
            MsSsim = PictureQuality.MsSsim(original, shown),
            Lost = outcome.Picture is null,
            EncodeMs = outcome.Encode.TotalMilliseconds,
            ChannelMs = outcome.Air.TotalMilliseconds,
            DecodeMs = outcome.Decode.TotalMilliseconds,
            BytesOnWire = outcome.BytesOnWire,
        };
        return new SystemResult(shown, record, [.. Notices(original, outcome)]);
    }

    private IEnumerable<string> Notices(Picture picture, PluginOutcome outcome)
    {
        if (picture.HadAlpha)
            yield return "transparency was laid over white before encoding";
        if (outcome.Notice is { } notice)
            yield return $"{Name}: {notice}";
    }
}
