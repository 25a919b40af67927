using System.Globalization;

namespace SemCom.Evaluation.Plugins;

/// <summary>What the placeholders of commands stand for.</summary>
internal static class ProgramValues
{
    /// <summary>Placeholders of both ends: what both know.</summary>
    public static IReadOnlyList<string> Shared { get; } = ["width", "height", "channel", "cbr", "snr-db", "seed"];

    /// <summary>Values of the shared placeholders.</summary>
    /// <param name="job">The picture and its link.</param>
    /// <param name="snrDb">What this end knows of the SNR [dB].</param>
    public static Dictionary<string, string> Of(PluginJob job, double snrDb) => new(StringComparer.Ordinal)
    {
        ["width"] = Text(job.Picture.Width),
        ["height"] = Text(job.Picture.Height),
        ["channel"] = job.Channel,
        ["cbr"] = Text(Rounding.Cbr(job.Conditions.Cbr)),
        ["snr-db"] = Text(Rounding.Value(snrDb)),
        ["seed"] = Text(job.ProgramSeed),
    };

    /// <summary>A number as text, the same on every machine.</summary>
    public static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
