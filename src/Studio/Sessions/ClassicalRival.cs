namespace SemCom.Studio;

/// <summary>
/// The classical codec beside a stream: the same pictures over the same noise and fading at the same channel uses. It never holds the stream up for long: while it is busy, for example choosing
/// modulation and code rate for a new link, pictures pass it by.
/// </summary>
/// <param name="source">Size and rate of the pictures.</param>
/// <param name="seed">Seed of noise and fading, that of the stream.</param>
/// <param name="jpeg">Makes the pictures for viewers.</param>
internal sealed class ClassicalRival(SourceInfo source, ulong seed, JpegEncoder jpeg) : IAsyncDisposable
{
    /// <summary>How long a picture is waited for where the one before is through; the viewer then gets what is there.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(60);

    /// <summary>Pictures by which a decoder may be late.</summary>
    private const int Originals = 6;

    private readonly Queue<(int Number, Picture Picture)> _originals = new();
    private CancellationTokenSource _stop = new();
    private ClassicalVideoLink? _link;
    private string _codec = "off";
    private Task<ClassicalView?> _work = Task.FromResult<ClassicalView?>(null);
    private ClassicalView? _last;

    /// <summary>Takes settings over, from the next picture on.</summary>
    /// <exception cref="SemComException">ffmpeg or its encoder is missing.</exception>
    public async Task ApplyAsync(SessionSettings settings, (int Width, int Height) size)
    {
        if (settings.Classical == _codec)
        {
            _link?.Change(settings.Channel.Full, settings.SnrDb, settings.Cbr);
            return;
        }
        var link = settings.Classical == "off" ? null
            : ClassicalVideoLink.Create(settings.Classical, settings.Channel.Full, settings.SnrDb, settings.Cbr, size.Width, size.Height, source.Fps, seed);
        await CloseAsync().ConfigureAwait(false);
        (_link, _codec, _last) = (link, settings.Classical, null);
    }

    /// <summary>Sends a picture, unless the one before is still on its way, and tells the newest that is through; null where there is none.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="number">Its number in the stream.</param>
    /// <exception cref="SemComException">ffmpeg failed.</exception>
    public async Task<ClassicalView?> SendAsync(Picture picture, int number)
    {
        if (_link is not { } link)
            return null;
        if (_work.IsCompleted)
        {
            _last = await _work.ConfigureAwait(false) ?? _last;
            _work = SendAsync(link, picture, number);
            await Task.WhenAny(_work, Task.Delay(Patience)).ConfigureAwait(false);
        }
        if (_work.IsCompleted)
            _last = await _work.ConfigureAwait(false);
        return _last;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task<ClassicalView?> SendAsync(ClassicalVideoLink link, Picture picture, int number)
    {
        _originals.Enqueue((number, picture));
        if (_originals.Count > Originals)
            _originals.Dequeue();
        var frame = await link.SendAsync(picture, number, _stop.Token).ConfigureAwait(false);
        var shown = _last is { } last && ReferenceEquals(last.Shown, frame.Shown) ? last.Jpeg : jpeg.Encode(frame.Shown);
        // A decoder that holds a picture back is late, not wrong: what it shows is compared with its own original.
        var original = _originals.FirstOrDefault(pair => pair.Number == frame.ShownNumber && !frame.Lost).Picture ?? picture;
        var facts = new ClassicalFacts(PictureQuality.PsnrDb(original, frame.Shown), frame.Lost, frame.Scheme, frame.Ledger.Total);
        return new ClassicalView(frame.Shown, shown, facts, frame.Encode + frame.Air + frame.Decode);
    }

    /// <summary>Ends it until another codec is chosen.</summary>
    public async Task CloseAsync()
    {
        if (_link is not { } link)
            return;
        _link = null;
        await _stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await _work.ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or SemComException)
        {
            // It was ended, or it had failed, which the viewer was told.
        }
        await link.DisposeAsync().ConfigureAwait(false);
        _work = Task.FromResult<ClassicalView?>(null);
        _stop.Dispose();
        _stop = new CancellationTokenSource();
    }
}

/// <summary>What the classical codec shows.</summary>
/// <param name="Shown">The picture.</param>
/// <param name="Jpeg">It as JPEG.</param>
/// <param name="Facts">What was measured.</param>
/// <param name="Work">How long it took.</param>
internal sealed record ClassicalView(Picture Shown, byte[] Jpeg, ClassicalFacts Facts, TimeSpan Work);
