namespace SemCom.Studio;

/// <summary>The first message: what there is to choose from.</summary>
/// <param name="Session">Id of the session; uploads name it.</param>
/// <param name="Version">Version of SemCom.</param>
/// <param name="Limits">What is accepted.</param>
/// <param name="Choices">What can be chosen.</param>
internal sealed record HelloMessage(string Session, string Version, StudioLimits Limits, StudioChoices Choices) : ServerMessage
{
    /// <inheritdoc/>
    protected override string Type => "hello";

    /// <inheritdoc/>
    protected override int FieldCount => 10;

    /// <inheritdoc/>
    protected override int Capacity => 4096;

    /// <inheritdoc/>
    protected override void Write(MessageWriter writer)
    {
        writer.Field("session", Session).Field("version", Version);
        writer.Key("limits").Begin(5).Field("maxUploadBytes", Limits.MaxUploadBytes).Field("maxWidth", (long)Limits.MaxWidth).Field("maxHeight", (long)Limits.MaxHeight).Field("maxFps", Limits.MaxFps).Field("maxSoundSeconds", Limits.MaxSoundSeconds);
        writer.List("channels", Choices.Channels, (w, c) => w.Begin(2).Field("name", c.Name).Field("title", c.Title));
        writer.Field("models", Choices.Models);
        writer.List("kinds", Choices.Kinds, (w, k) => k.WriteTo(w));
        writer.List("presets", Choices.Presets, (w, p) => w.Begin(8).Field("id", p.Id).Field("title", p.Title).Field("channel", p.Channel)
            .Field("dopplerHertz", p.DopplerHertz).Field("delaySpreadNs", p.DelaySpreadNs).Field("snrDb", p.SnrDb).Field("cbr", p.Cbr).Field("soundCbr", p.SoundCbr));
        writer.List("sources", Choices.Sources, (w, s) => s.WriteTo(w));
        writer.List("groups", Choices.Groups, (w, g) => w.Begin(2).Field("id", g.Name).Field("title", g.Title));
        writer.Field("intents", Choices.Intents);
    }
}
