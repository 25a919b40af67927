namespace SemCom.Studio;

/// <summary>Work that takes a processor for a while, beside all streams: one piece at a time, in no hurry.</summary>
internal sealed class SlowWork : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly FocusFinder _finder = new(() => PromptableSegmenter.Load(1));

    /// <summary>Does something when nothing else is being done.</summary>
    /// <param name="work">What is done.</param>
    /// <param name="cancellationToken">Gives up waiting for its turn.</param>
    public async Task<T> DoAsync<T>(Func<T> work, CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(work, CancellationToken.None).ConfigureAwait(false);
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
