using System.Runtime.CompilerServices;
using SemCom.Streaming;

namespace SemCom;

/// <summary>
/// A stream of pictures over a simulated link: encoder, air and receiver work on different pictures at the same time, the receiver reports back, and every picture has exactly one outcome. One run at a time.
/// </summary>
#pragma warning disable CA1711 // It is a stream of pictures, as the word is used of video.
public sealed class SemanticStream
#pragma warning restore CA1711
    : IAsyncDisposable
{
    private readonly SemanticStreamOptions _options;
    private readonly LinkStages _stages;
    private int _running;

    private SemanticStream(SemanticStreamOptions options)
    {
        _options = options;
        _stages = new LinkStages(options);
        Controls = new StreamControls(options);
        Statistics = new StreamStatistics(options.Clock);
    }

    /// <summary>What can be changed while it runs.</summary>
    public StreamControls Controls { get; }

    /// <summary>Running counts.</summary>
    public StreamStatistics Statistics { get; }

    /// <summary>Builds a stream and loads its model.</summary>
    /// <exception cref="SemComException">An option is out of range, the channel or model unknown, or a model file damaged.</exception>
    public static SemanticStream Create(SemanticStreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new SemanticStream(options);
    }

    /// <summary>Sends pictures as they come, and returns each with what became of it, in their order.</summary>
    /// <remarks>When the enumeration ends, by the end of the source, by <c>break</c> or by cancellation, no task of it is left. The source must heed its token.</remarks>
    /// <param name="source">The pictures. A live one is taken at the stream's rate at most, and what it brings while the encoder is busy waits, the oldest being dropped.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="InvalidOperationException">A run has not ended yet.</exception>
    public async IAsyncEnumerable<StreamedFrame> RunAsync(IAsyncEnumerable<Picture> source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (Interlocked.Exchange(ref _running, 1) == 1)
            throw new InvalidOperationException("a stream runs once at a time: wait for the end of the run before");
        try
        {
            using var pipeline = new StreamPipeline(_options, Controls, _stages, Statistics);
            await foreach (var frame in pipeline.RunAsync(source, cancellationToken).ConfigureAwait(false))
                yield return frame;
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _stages.Dispose();
        return ValueTask.CompletedTask;
    }
}
