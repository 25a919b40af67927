using System.Text.Json.Serialization;

namespace SemCom.Studio;

/// <summary>A video, a picture or a sound that can be sent.</summary>
/// <param name="Id">What messages call it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Kind">"video", "picture", "sound" or "webcam".</param>
/// <param name="Width">Pixels in a row as it is sent; 0 for sounds.</param>
/// <param name="Height">Rows as it is sent; 0 for sounds.</param>
/// <param name="Fps">Pictures a second of a video as it is; for pictures, how often they are sent; for sounds, parts a second.</param>
internal sealed record SourceInfo(string Id, string Title, string Kind, int Width, int Height, double Fps)
{
    /// <summary>The kinds of files.</summary>
    public const string Video = "video", Picture = "picture", Sound = "sound";

    /// <summary>Length of a sound [s]; null for others.</summary>
    public double? Seconds { get; init; }

    /// <summary>Whether it is a sound.</summary>
    [JsonIgnore]
    public bool IsSound => Kind == Sound;

    /// <summary>Writes the map.</summary>
    public void WriteTo(MessageWriter writer) => writer.Begin(7)
        .Field("id", Id).Field("title", Title).Field("kind", Kind).Field("width", (long)Width).Field("height", (long)Height).Field("fps", Fps).Field("seconds", Seconds);
}
