namespace SemCom.Evaluation.Plugins;

/// <summary>Reconstructions that somebody has made elsewhere. Their channel uses are declared, not measured, and a remark says so.</summary>
internal sealed class FolderSystem : PluginSystem
{
    private const string Declared = "pictures and channel uses are declared by a folder, not measured: none of its symbols has crossed this channel";

    private readonly FilePattern _pattern;
    private readonly DeclaredUses _uses;
    private readonly string _mode;

    /// <param name="file">Its description.</param>
    /// <exception cref="SemComException">A value breaks a rule, or folder or file is missing.</exception>
    public FolderSystem(PluginFile file) : base(file)
    {
        _pattern = new FilePattern(file, "path");
        _uses = new DeclaredUses(file);
        _mode = file.Choice("mode", "analog", ["analog", "digital"]);
        Identity = $"plugin {file.Sha256}; pictures {PluginChecksum.OfFiles(_pattern.Root, _pattern.AllFiles())}; uses {_uses.Checksum}";
    }

    public override string Identity { get; }

    protected override PluginOutcome Send(PluginJob job)
    {
        var path = _pattern.Fill(job);
        if (!File.Exists(path))
            throw job.Error($"there must be a reconstruction {path} for {job.SourceName} at this point, and there is none; add it or leave the point out");
        var picture = job.CheckSize(Picture.Load(path), path);
        var uses = _uses.Of(job, path);
        return uses <= job.ChannelUses
            ? new PluginOutcome(picture, new ChannelUseLedger(uses, 0, 0, 0, 0)) { Mode = _mode, Notice = Declared }
            : throw job.Error($"the channel uses declared for {path} must be at most {job.ChannelUses} for {job.SourceName} at this CBR (were {uses}); allow a larger CBR");
    }
}
