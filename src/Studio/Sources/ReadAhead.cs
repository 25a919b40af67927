using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace SemCom.Studio;

/// <summary>Reads a few pictures before they are asked for, so that a source that stands still for a moment, as a video that begins again does, does not show.</summary>
internal static class ReadAhead
{
    /// <summary>The same pictures in the same order.</summary>
    /// <remarks>When the enumeration ends, however it does, the source is no longer read.</remarks>
    /// <param name="source">Opens the pictures.</param>
    /// <param name="count">Pictures that wait at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<Picture> Of(Func<CancellationToken, IAsyncEnumerable<Picture>> source, int count, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var waiting = Channel.CreateBounded<Picture>(new BoundedChannelOptions(count) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Run(ReadAsync, CancellationToken.None);
        try
        {
            await foreach (var picture in waiting.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return picture;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
        }

        async Task ReadAsync()
        {
            try
            {
                await foreach (var picture in source(stop.Token).ConfigureAwait(false))
                    await waiting.Writer.WriteAsync(picture, stop.Token).ConfigureAwait(false);
                waiting.Writer.Complete();
            }
#pragma warning disable CA1031 // Whatever it is, it is thrown to the reader, after the pictures before it.
            catch (Exception e)
#pragma warning restore CA1031
            {
                waiting.Writer.Complete(e);
            }
        }
    }
}
