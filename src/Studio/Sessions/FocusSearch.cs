namespace SemCom.Studio;

/// <summary>
/// What stands at the point that a viewer clicked: its surroundings at once, and as soon as the segmenter has found it the thing itself. Things move, so it is looked for again from time to time. One
/// thread; the segmenter works beside it.
/// </summary>
/// <param name="slow">Does the looking.</param>
/// <param name="moves">Whether the pictures change.</param>
internal sealed class FocusSearch(SlowWork slow, bool moves)
{
    /// <summary>Pictures after which a thing is looked for again.</summary>
    private const int Interval = 50;

    /// <summary>Share of the picture above which a region is no thing but a background.</summary>
    private const double MostShare = 0.4;

    private FocusPoint? _point;
    private Task<RegionMask?>? _looking;
    private int _age;

    /// <summary>Another point; the region that is meant at once.</summary>
    public PictureFocus? Set(FocusPoint? point, int width, int height)
    {
        (_point, _looking, _age) = (point, null, 0);
        return point is { } place ? FocusEllipse.Around(place, width, height) : null;
    }

    /// <summary>Looks at the next picture; a better region where one was found since the last.</summary>
    public PictureFocus? Next(Picture picture)
    {
        if (_point is not { } point)
            return null;
        if (_looking is null && (moves ? _age % Interval == 0 : _age == 0))
            _looking = slow.FindAsync(picture, point);
        _age++;
        if (_looking is not { IsCompletedSuccessfully: true } done)
            return null;
        _looking = null;
        return done.Result is { } region && region.Share <= MostShare && (region.Width, region.Height) == (picture.Width, picture.Height) ? PictureFocus.On(region) : null;
    }
}
