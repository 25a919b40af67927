namespace SemCom.Studio;

/// <summary>A video or picture that can be sent.</summary>
/// <param name="Id">What messages call it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Kind">"video" or "picture".</param>
/// <param name="Width">Pixels in a row as it is sent.</param>
/// <param name="Height">Rows as it is sent.</param>
/// <param name="Fps">Pictures a second of a video as it is; for pictures, how often they are sent.</param>
internal sealed record SourceInfo(string Id, string Title, string Kind, int Width, int Height, double Fps)
{
    /// <summary>Writes the map.</summary>
    public void WriteTo(MessageWriter writer) => writer.Begin(6).Field("id", Id).Field("title", Title).Field("kind", Kind).Field("width", (long)Width).Field("height", (long)Height).Field("fps", Fps);
}
