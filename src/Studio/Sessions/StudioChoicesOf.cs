using SemCom.Runtime.Models;

namespace SemCom.Studio;

/// <summary>What viewers can choose from.</summary>
internal static class StudioChoicesOf
{
    /// <summary>Everything.</summary>
    /// <param name="samples">Videos and pictures.</param>
    public static StudioChoices All(SourceCatalogue samples) => new()
    {
        Channels =
        [
            new("awgn", "Noise alone"),
            new("rayleigh", "Fading, one gain a frame"),
            new("rician", "Fading with a line of sight"),
            new("tdl-a", "3GPP TDL-A: long echoes"),
            new("tdl-c", "3GPP TDL-C: city"),
            new("tdl-d", "3GPP TDL-D: line of sight and echoes"),
            new("tdl-c:rx=2", "3GPP TDL-C, two antennas"),
        ],
        Kinds =
        [
            new(SourceInfo.Picture, [.. Shares(192, 128, 96, 64, 48, 32, 24, 16, 12)], [new("h264", "H.264"), new("h265", "H.265"), new("off", "Off")]),
            new(SourceInfo.Sound, [.. Shares(16, 12, 8, 6, 4, 3, 2)], [new("best", "Best"), new("opus", "Opus"), new("off", "Off")]),
        ],
        Models = [.. ModelCatalogue.Default.Models.Where(model => model.IsCodec).Select(model => model.Id)],
        Presets =
        [
            new("near", "Near the mast", "tdl-d", 50, 300, 18, 1.0 / 48, 1.0 / 4),
            new("city", "City, walking", "tdl-c", 5, 300, 10, 1.0 / 48, 1.0 / 4),
            new("car", "City, by car", "tdl-c", 50, 300, 6, 1.0 / 48, 1.0 / 4),
            new("train", "Fast train", "tdl-d", 200, 100, 8, 1.0 / 48, 1.0 / 4),
            new("edge", "Edge of the cell", "tdl-c", 50, 300, 1, 1.0 / 32, 1.0 / 4),
            new("noise", "Deep in noise", "awgn", 50, 300, -3, 1.0 / 32, 1.0 / 4),
            new("whisper", "Below every classical rate", "awgn", 50, 300, -13.5, 1.0 / 48, 1.0 / 2),
            new("narrow", "Hardly any bandwidth", "awgn", 50, 300, 10, 1.0 / 192, 1.0 / 12),
        ],
        Sources = [.. samples.Sources.Select(source => source.Info)],
        Groups = GroupKnowledge.All,
        Intents =
        [
            SessionSettings.UsualIntent,
            "quality first, save energy",
            "quality first, at most 60 ms",
            "sharpness above all, quality first",
            "at least 30 dB, as cheap as possible",
        ],
    };

    private static IEnumerable<double> Shares(params IEnumerable<int> parts) => parts.Select(part => 1.0 / part);
}
