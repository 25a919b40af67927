using System.CommandLine;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary>The options that several verbs share, each made anew for the verb that takes it.</summary>
internal static class CliOptions
{
    /// <summary>What help says of <see cref="UsualCbr"/>.</summary>
    public const string UsualCbrText = "1/16, of sounds 1/4";

    /// <summary>Channel uses per source value where none are given.</summary>
    public static double UsualCbr(SourceKind kind) => kind == SourceKind.Sound ? SpeechLinkOptions.UsualCbr : 1.0 / 16;

    public static ParsedOption<ulong> Seed() =>
        new("--seed",
            "N", "Seed of all random numbers; the same seed gives the same numbers everywhere.", NumberParser.Seed, 1, "1");

    public static Option<bool> Json() => new("--json")
    {
        Description = "Print one JSON document on standard output and nothing else there.",
    };

    public static Option<bool> Genie() => new("--genie")
    {
        Description = "Give the receiver the true channel, for comparison with papers; marked in every record.",
    };

    public static Option<string?> Model() => new("--model")
    {
        HelpName = "ID",
        Description = "Model to use, see 'semcom models list'. Default: image-base.",
    };

    public static ParsedOption<double?> PlanSnrDb() =>
        new("--plan-snr-db",
            "X", "SNR the transmitter plans for [dB].", (option, text) => NumberParser.SnrDb(option, text), null, "the channel's");

    public static ParsedOption<PictureMetrics> Metrics(PictureMetrics usual, string usualText) =>
        new("--metrics", "LIST", "What to measure: psnr (always), ms-ssim, ssim, perceptual, semantic, class, or all.", PictureMetricNames.Parse, usual, usualText);

    /// <summary>How far below the planned SNR a frame can still be read; null for the usual margin.</summary>
    public static ParsedOption<double?> MarginDb() =>
        new("--margin-db", "X", "How far below the planned SNR a frame can still be read [dB].", (option, text) => NumberParser.MarginDb(option, text), null, "1");

    /// <summary>How long a rayleigh channel keeps its gain; null for the whole frame.</summary>
    public static ParsedOption<int?> Coherence() => new("--coherence", "N", "Symbols over which a block-fading channel keeps its gain.",
        (option, text) => NumberParser.Count(option, text, 1, int.MaxValue), null, "the whole frame");
}
