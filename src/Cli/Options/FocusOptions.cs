using System.CommandLine;

namespace SemCom.Cli;

/// <summary>The options that say what shall arrive best: at most one of point, box, mask and automatic choice, and how much it counts.</summary>
internal sealed class FocusOptions
{
    private static readonly double UsualDb = Decibels.FromLinear(RegionWeights.DefaultFocusWeight);

    private readonly ParsedOption<(int X, int Y)?> _at = new("--focus", "X,Y", "Send the thing at this pixel best, at the same channel uses.", (option, text) => PixelParser.Point(option, text), null, "none");
    private readonly ParsedOption<PictureBox?> _box = new("--focus-box", "X,Y,W,H", "Send this rectangle best.", (option, text) => PixelParser.Box(option, text), null, "none");
    private readonly Option<string?> _mask = new("--focus-mask") { HelpName = "FILE", Description = "Send what is white in this picture best; it must have the size of the input." };
    private readonly Option<bool> _auto = new("--focus-auto") { Description = "Send what stands out best." };
    private readonly ParsedOption<double> _weightDb = new("--focus-db", "X", "How much more errors in the focus count [dB], above 0 and at most 21.",
        (option, text) => NumberParser.Within(option, text, 0.1, 21, "12"), UsualDb, "12");

    /// <summary>Lets a command take them.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_at, _box, _mask, _auto, _weightDb])
            command.Add(option);
    }

    /// <summary>What was asked for; null for nothing.</summary>
    /// <exception cref="SemComException">More than one focus is named, or a weight without one.</exception>
    public PictureFocus? Of(ParseResult parsed)
    {
        PictureFocus?[] named =
        [
            _at.Of(parsed) is { } at ? PictureFocus.At(at.X, at.Y) : null,
            _box.Of(parsed) is { } box ? PictureFocus.In(box) : null,
            parsed.GetValue(_mask) is { } file ? PictureFocus.On(RegionMask.FromPicture(Picture.Load(file))) : null,
            parsed.GetValue(_auto) ? PictureFocus.Automatic : null,
        ];
        var given = named.OfType<PictureFocus>().ToArray();
        if (given.Length > 1)
            throw new SemComException("--focus, --focus-box, --focus-mask and --focus-auto exclude one another (several were given); keep one");
        if (given.Length == 0 && parsed.GetResult(_weightDb) is not null)
            throw new SemComException("--focus-db needs a focus (there was none); add --focus X,Y, --focus-box, --focus-mask or --focus-auto");
        return given.Length == 0 ? null : given[0] with { Weight = Math.Min(RegionWeights.MaxFocusWeight, Decibels.ToLinear(_weightDb.Of(parsed))) };
    }
}
