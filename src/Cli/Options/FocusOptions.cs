using System.CommandLine;

namespace SemCom.Cli;

/// <summary>The options that say what shall arrive best, and how much it counts.</summary>
internal sealed class FocusOptions
{
    private static readonly double UsualDb = Decibels.FromLinear(RegionWeights.DefaultFocusWeight);

    private readonly RegionOptions _region = new("--focus", ("Send", " best, at the same channel uses"));
    private readonly ParsedOption<double> _weightDb = new("--focus-db", "X", "How much more errors in the focus count [dB], above 0 and at most 21.",
        (option, text) => NumberParser.Within(option, text, 0.1, 21, "15"), UsualDb, "15");

    /// <summary>Lets a command take them.</summary>
    public void AddTo(Command command)
    {
        _region.AddTo(command);
        command.Add(_weightDb);
    }

    /// <summary>What was asked for; null for nothing.</summary>
    /// <exception cref="SemComException">More than one focus is named, or a weight without one.</exception>
    public PictureFocus? Of(ParseResult parsed)
    {
        var focus = _region.Of(parsed);
        if (focus is null && parsed.GetResult(_weightDb) is not null)
            throw new SemComException($"--focus-db needs a focus (there was none); add {_region.Names}");
        return focus is null ? null : focus with { Weight = Math.Min(RegionWeights.MaxFocusWeight, Decibels.ToLinear(_weightDb.Of(parsed))) };
    }
}
