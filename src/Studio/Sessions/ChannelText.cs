using System.Globalization;
using SemCom.Channels;

namespace SemCom.Studio;

/// <summary>
/// A channel as a viewer sets it: Doppler and delay spread have sliders of their own, so they stand beside the text. Files of recorded gains are not opened for viewers.
/// </summary>
/// <param name="Base">Canonical text without the two.</param>
/// <param name="DopplerHertz">Maximum Doppler frequency [Hz]; kept also where the channel has none.</param>
/// <param name="DelaySpreadNs">Delay spread [ns]; kept likewise.</param>
internal sealed record ChannelText(string Base, double DopplerHertz, double DelaySpreadNs)
{
    private const int MaxLength = 160;
    private const string Doppler = "fd", Spread = "ds";

    /// <summary>The whole text form.</summary>
    public string Full
    {
        get
        {
            var spec = ChannelSpec.Parse(Base);
            string[] own =
            [
                .. Has(spec, Spread) ? [string.Create(CultureInfo.InvariantCulture, $"{Spread}={DelaySpreadNs:0.###}ns")] : Array.Empty<string>(),
                .. Has(spec, Doppler) ? [string.Create(CultureInfo.InvariantCulture, $"{Doppler}={DopplerHertz:0.###}Hz")] : Array.Empty<string>(),
            ];
            if (own.Length == 0)
                return spec.Text;
            var (head, tail) = Split(Base);
            return ChannelSpec.Parse($"{head}{(head.Contains(':', StringComparison.Ordinal) ? ',' : ':')}{string.Join(',', own)}{tail}").Text;
        }
    }

    /// <summary>Takes a text, its Doppler and delay spread where it names them.</summary>
    /// <exception cref="SemComException">It is too long, names a file, or is no channel.</exception>
    public ChannelText With(string text)
    {
        if (text.Length > MaxLength)
            throw new SemComException($"channel: its text may have at most {MaxLength} characters (has {text.Length}); choose one of the list");
        if (text.Contains(".trace", StringComparison.OrdinalIgnoreCase) || text.AsSpan().IndexOfAny('/', '\\') >= 0)
            throw new SemComException("channel: files of recorded gains are not opened here (one was named); choose one of the list, or use 'semcom send'");
        var spec = ChannelSpec.Parse(text);
        var (head, tail) = Split(spec.Text);
        var parts = head.Split(':', 2);
        string[] kept = parts.Length == 1 ? [] : [.. parts[1].Split(',').Where(p => !p.StartsWith(Spread + "=", StringComparison.Ordinal) && !p.StartsWith(Doppler + "=", StringComparison.Ordinal))];
        return new ChannelText(
            (kept.Length == 0 ? parts[0] : $"{parts[0]}:{string.Join(',', kept)}") + tail,
            (double?)ValueOf(spec, Doppler) ?? DopplerHertz,
            (double?)ValueOf(spec, Spread) * 1e9 ?? DelaySpreadNs);
    }

    private static decimal? ValueOf(ChannelSpec spec, string name) => Has(spec, name) ? spec.Value(name) : null;

    private static bool Has(ChannelSpec spec, string name) => spec.Channel.Parameters.Any(p => p.Name == name);

    private static (string Head, string Tail) Split(string text)
    {
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? (text, "") : (text[..plus], text[plus..]);
    }
}
