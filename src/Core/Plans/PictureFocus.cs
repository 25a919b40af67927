namespace SemCom;

/// <summary>What somebody wants to see well, said before there is a picture.</summary>
public abstract record PictureFocus
{
    private protected PictureFocus() { }

    /// <summary>How much more squared errors count in the focus than elsewhere, above 1 and at most 128. The default is 32, 15 dB.</summary>
    public double Weight { get; init; } = RegionWeights.DefaultFocusWeight;

    /// <summary>The thing at a pixel.</summary>
    public static PictureFocus At(int x, int y) => new ObjectFocus(x, y);

    /// <summary>A rectangle.</summary>
    public static PictureFocus In(PictureBox box) => new BoxFocus(box);

    /// <summary>A region.</summary>
    public static PictureFocus On(RegionMask region) => new RegionFocus(region);

    /// <summary>Whatever stands out.</summary>
    public static PictureFocus Automatic { get; } = new AutomaticFocus();
}

/// <summary>The thing at a pixel.</summary>
/// <param name="X">Column.</param>
/// <param name="Y">Row.</param>
public sealed record ObjectFocus(int X, int Y) : PictureFocus;

/// <summary>A rectangle.</summary>
/// <param name="Box">The rectangle.</param>
public sealed record BoxFocus(PictureBox Box) : PictureFocus;

/// <summary>A region.</summary>
/// <param name="Region">Its pixels, for pictures of its size.</param>
public sealed record RegionFocus(RegionMask Region) : PictureFocus;

/// <summary>Whatever stands out.</summary>
public sealed record AutomaticFocus : PictureFocus;
