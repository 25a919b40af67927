using SemCom.Runtime.Media;

namespace SemCom.Evaluation.Rivals;

/// <summary>A decoder that shows frames as they come: a running ffmpeg. It may give nothing for a frame, or give it late; the last picture that it gave is then what is shown.</summary>
internal sealed class LiveDecoder : IAsyncDisposable
{
    private const int MostHeld = 5;

    private readonly FfmpegProcess _process;
    private readonly Queue<int> _fed = new();
    private readonly System.Threading.Channels.Channel<int> _times = System.Threading.Channels.Channel.CreateUnbounded<int>();
    private readonly CancellationTokenSource _stop = new();
    private readonly IFrameNumbering _numbering;
    private readonly Task _reading;
    private readonly Lock _lock = new();
    private TaskCompletionSource _news = NewSignal();
    private (int Time, Picture Picture)? _last;
    private int _held;
    private bool _isSilent;
    private int? _lastBefore;

    /// <param name="codec">The codec.</param>
    /// <param name="coding">How pictures are coded.</param>
    /// <param name="width">Pixels in a row of the pictures to show.</param>
    /// <param name="height">Rows of them.</param>
    /// <exception cref="SemComException">There is no ffmpeg.</exception>
    public LiveDecoder(VideoCodec codec, VideoCoding coding, int width, int height)
    {
        _numbering = codec.CreateNumbering();
        string[] atOnce = ["-probesize", "32", "-analyzeduration", "0"]; // and not "nobuffer", which drops the first frame
        var times = _times;
        _process = codec.RequireFfmpeg().Open(codec.Name, VideoPrograms.DecoderArguments(codec, width, height, atOnce), line =>
            DecodedTimes.IsHead(line) || (DecodedTimes.Of(line) is { } time && times.Writer.TryWrite(time)));
        Header = IvfStream.Header(coding.Side(width), coding.Side(height));
        _reading = ReadAsync(width, height);
    }

    private byte[]? Header { get; set; }

    /// <summary>True when ffmpeg has ended, as it does when it cannot make anything of its input.</summary>
    public bool HasEnded => _reading.IsCompleted;

    /// <summary>
    /// Decodes a frame; the latest picture and its time, or null before there is any. Some ffmpegs hold a picture back until the next frame comes: how many it holds is learnt from what does not come in time, and
    /// then no longer waited for. One that gives nothing at all, since it has lost the picture that others are differences to, is waited for once.
    /// </summary>
    public async Task<(int Time, Picture Picture)?> DecodeAsync(IReadOnlyList<byte[]> units, int time, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            byte[] bytes = [.. Header ?? [], .. IvfStream.Frame(_numbering.Next(units), time)];
            Header = null;
            _fed.Enqueue(time);
            await _process.Input.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            await _process.Input.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return Last; // it has ended
        }
        while (_fed.Count > _held + 1)
            _fed.Dequeue();
        if (_fed.Count <= _held || (_isSilent && Last?.Time == _lastBefore))
            return Last;
        _isSilent = false;
        if (!await HasComeAsync(_fed.Peek(), patience, cancellationToken).ConfigureAwait(false))
            (_held, _isSilent, _lastBefore) = (Math.Min(_held + 1, MostHeld), _held == MostHeld, Last?.Time);
        return Last;
    }

    private (int Time, Picture Picture)? Last
    {
        get
        {
            lock (_lock)
                return _last;
        }
    }

    /// <summary>Waits for the picture of a time; false when it does not come in time.</summary>
    private async Task<bool> HasComeAsync(int time, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            while (!HasEnded)
            {
                Task news;
                lock (_lock)
                {
                    if (_last is { } last && last.Time >= time)
                        return true;
                    news = _news.Task;
                }
                await news.WaitAsync(limit.Token).ConfigureAwait(false);
            }
            return true; // there is nothing to wait for
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Its process.</summary>
    public int ProgramId => _process.Id;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _process.DisposeAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        _stop.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ReadAsync(int width, int height)
    {
        try
        {
            while (true)
            {
                var rgb = new byte[3 * width * height];
                if (await _process.Output.ReadAtLeastAsync(rgb, rgb.Length, throwOnEndOfStream: false, _stop.Token).ConfigureAwait(false) < rgb.Length)
                    break;
                var time = await _times.Reader.ReadAsync(_stop.Token).ConfigureAwait(false);
                Tell((time, new Picture(width, height, rgb)));
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // It is being closed.
        }
        Tell(null);
    }

    private void Tell((int, Picture)? picture)
    {
        lock (_lock)
        {
            _last = picture ?? _last;
            _news.TrySetResult();
            _news = picture is null ? _news : NewSignal();
        }
    }
}
