namespace SemCom.Studio;

/// <summary>
/// What stands at the point that a viewer clicked: its surroundings at once, and as soon as the segmenter has found it the thing itself. Things move, so it is looked for again from time to time. One thread;
/// the segmenter works beside it, for one session at a time.
/// </summary>
/// <param name="source">Size of the pictures.</param>
internal sealed class FocusSearch(SourceInfo source)
{
    /// <summary>Pictures after which a thing is looked for again.</summary>
    private const int Interval = 50;

    /// <summary>Share of the picture above which a region is no thing but a background.</summary>
    private const double MostShare = 0.4;

    /// <summary>The segmenter takes a processor for a while: one session at a time may have it.</summary>
    private static readonly SemaphoreSlim Segmenting = new(1, 1);

    private static readonly FocusFinder Finder = new(() => PromptableSegmenter.Load(1));

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
        if (_age++ % Interval == 0 && _looking is null && (_age == 1 || source.Kind != "picture"))
            _looking = Task.Run(() => Look(picture, point));
        if (_looking is not { IsCompleted: true } done)
            return null;
        _looking = null;
        return done is { IsCompletedSuccessfully: true, Result: { } region } && (region.Width, region.Height) == (picture.Width, picture.Height) ? PictureFocus.On(region) : null;
    }

    private static async Task<RegionMask?> Look(Picture picture, FocusPoint point)
    {
        await Segmenting.WaitAsync().ConfigureAwait(false);
        try
        {
            var (x, y) = ((int)(point.X * (picture.Width - 1)), (int)(point.Y * (picture.Height - 1)));
            var region = Finder.Find(picture, PictureFocus.At(x, y)).Region;
            return region.Share <= MostShare ? region : null;
        }
        catch (SemComException)
        {
            return null; // nothing was found there: the surroundings stay
        }
        finally
        {
            Segmenting.Release();
        }
    }
}
