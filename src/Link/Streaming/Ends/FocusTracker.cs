namespace SemCom.Streaming;

/// <summary>
/// Where what matters lies in the pictures of a stream. Boxes and regions are taken as they are; things that have to be looked for are looked for again from time to time, in a live stream beside it, with
/// the last answer until the next. One thread.
/// </summary>
/// <param name="threads">Threads inside the segmenter.</param>
/// <param name="waits">True where the stream has time to wait for the answer.</param>
internal sealed class FocusTracker(int threads, bool waits)
{
    /// <summary>Pictures after which it is looked for again.</summary>
    private const int Interval = 25;

    private readonly FocusFinder _finder = new(() => PromptableSegmenter.Load(threads));
    private PictureFocus? _focus;
    private RegionOfInterest? _last;
    private Task<RegionOfInterest?>? _looking;
    private int _age;

    /// <summary>What matters in a picture; null where nothing was asked for, or nothing was found yet.</summary>
    public RegionOfInterest? Find(Picture picture, PictureFocus? focus)
    {
        if (focus is null || focus != _focus)
            (_focus, _last, _age) = (focus, null, 0);
        if (focus is null)
            return null;
        if (_last is { } known && (known.Region.Width, known.Region.Height) != (picture.Width, picture.Height))
            (_last, _age) = (null, 0);
        if (focus is BoxFocus or RegionFocus)
            return _last ??= Look(picture, focus);
        if (_looking is { IsCompletedSuccessfully: true } done)
        {
            _looking = null;
            if (done.Result is { } found && (found.Region.Width, found.Region.Height) == (picture.Width, picture.Height))
                _last = found;
        }
        if (_age++ % Interval == 0 && _looking is null)
        {
            if (waits)
                _last = Look(picture, focus) ?? _last;
            else
                _looking = Task.Run(() => Look(picture, focus));
        }
        return _last;
    }

    /// <summary>Ends when nobody looks any more.</summary>
    public Task SettleAsync() => _looking ?? Task.CompletedTask;

    private RegionOfInterest? Look(Picture picture, PictureFocus focus)
    {
        try
        {
            return _finder.Find(picture, focus);
        }
        catch (SemComException)
        {
            // Nothing is there now: it may be in a later picture.
            return null;
        }
    }
}
