namespace SemCom.Studio;

/// <summary>What can be chosen for one kind of source.</summary>
/// <param name="Kind">"picture", which holds for videos and the camera too, or "sound".</param>
/// <param name="Bandwidths">Channel bandwidth ratios, rising: channel uses for each value of a pixel, or for each sample at 8 kHz.</param>
/// <param name="Rivals">Classical codecs, and "off".</param>
internal sealed record KindChoices(string Kind, IReadOnlyList<double> Bandwidths, IReadOnlyList<NamedChoice> Rivals)
{
    /// <summary>Writes the map.</summary>
    public void WriteTo(MessageWriter writer) => writer.Begin(3).Field("kind", Kind)
        .List("bandwidths", Bandwidths, (w, ratio) => w.Number(ratio))
        .List("rivals", Rivals, (w, c) => w.Begin(2).Field("name", c.Name).Field("title", c.Title));
}
