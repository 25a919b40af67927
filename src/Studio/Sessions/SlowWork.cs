namespace SemCom.Studio;

/// <summary>Work that takes a processor for a while, beside all streams: one piece at a time, in no hurry.</summary>
internal sealed class SlowWork : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly FocusFinder _finder = new(() => PromptableSegmenter.Load(1));

    /// <summary>Does something when nothing else is being done.</summary>
    public async Task<T> DoAsync<T>(Func<T> work)
    {
        await _one.WaitAsync().ConfigureAwait(false);
        try
        {
            return await Task.Run(work).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The thing at a point of a picture; null where there is none.</summary>
    public Task<RegionMask?> FindAsync(Picture picture, FocusPoint point) => DoAsync(() =>
    {
        try
        {
            return _finder.Find(picture, PictureFocus.At((int)(point.X * (picture.Width - 1)), (int)(point.Y * (picture.Height - 1)))).Region;
        }
        catch (SemComException)
        {
            return null;
        }
    });

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();
}
