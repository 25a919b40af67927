using System.CommandLine;

namespace SemCom.Cli;

/// <summary>The options that name a region of a picture: at most one of point, box, mask and automatic choice.</summary>
internal sealed class RegionOptions
{
    private readonly string _name;
    private readonly ParsedOption<(int X, int Y)?> _at;
    private readonly ParsedOption<PictureBox?> _box;
    private readonly Option<string?> _mask;
    private readonly Option<bool> _auto;

    /// <param name="name">Name of the option that takes a point; the others begin with it.</param>
    /// <param name="verb">What is done to the region, for the help: "Send ... best".</param>
    public RegionOptions(string name, (string Before, string After) verb)
    {
        _name = name;
        _at = new(name, "X,Y", $"{verb.Before} the thing at this pixel{verb.After}.", (option, text) => PixelParser.Point(option, text), null, "none");
        _box = new(name + "-box", "X,Y,W,H", $"{verb.Before} this rectangle{verb.After}.", (option, text) => PixelParser.Box(option, text), null, "none");
        _mask = new(name + "-mask") { HelpName = "FILE", Description = $"{verb.Before} what is white in this picture{verb.After}; it must have the size of the input." };
        _auto = new(name + "-auto") { Description = $"{verb.Before} what stands out{verb.After}." };
    }

    /// <summary>How the options are called, for messages.</summary>
    public string Names => $"{_name} X,Y, {_name}-box, {_name}-mask or {_name}-auto";

    /// <summary>Lets a command take them.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_at, _box, _mask, _auto])
            command.Add(option);
    }

    /// <summary>The region that was named; null for none.</summary>
    /// <exception cref="SemComException">More than one is.</exception>
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
        return given.Length <= 1 ? given.FirstOrDefault()
            : throw new SemComException($"{_name}, {_name}-box, {_name}-mask and {_name}-auto exclude one another ({given.Length} were given); keep one");
    }
}
