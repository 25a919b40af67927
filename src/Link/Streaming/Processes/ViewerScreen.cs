namespace SemCom.Streaming;

/// <summary>Shows pictures in their time. Transit is measured against the quickest picture so far, so that clocks of sender and receiver may differ. One thread.</summary>
/// <param name="clock">The clock.</param>
/// <param name="start">Where its times begin.</param>
/// <param name="deadline">How much longer than the quickest a picture may take.</param>
internal sealed class ViewerScreen(TimeProvider clock, long start, TimeSpan deadline)
{
    /// <summary>The quickest transit is forgotten by so much of the time that passes: more than clocks drift apart.</summary>
    private const double Drift = 2e-4;

    private JitterBuffer _jitter = new(deadline);
    private TimeSpan? _quickest;
    private TimeSpan _last;
    private Picture? _screen, _latest;
    private ulong _stream;

    private TimeSpan Now => clock.GetElapsedTime(start);

    public async Task<ViewedFrame> ShowAsync(DecodedFrame frame, CancellationToken cancellationToken)
    {
        if (frame.Stream != _stream)
            (_stream, _jitter, _quickest) = (frame.Stream, new JitterBuffer(deadline), null);
        var outcome = frame.Outcome;
        if (outcome == FrameOutcome.Shown && frame.Captured is { } captured)
        {
            // The capture by this end's clock, as if the quickest picture had needed no time.
            var time = captured - DateTimeOffset.UnixEpoch;
            var transit = frame.Decoded - time;
            _quickest = _quickest + Drift * (time - _last) is { } quickest && quickest < transit ? quickest : transit;
            _last = time;
            var due = time + _quickest.Value;
            if (frame.Decoded > due + deadline)
                outcome = FrameOutcome.Late;
            else if (_jitter.ShowAt(due, frame.Decoded) - Now is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
        }
        var arrived = frame.Shown ?? _latest;
        var shown = (outcome == FrameOutcome.Late ? _screen : arrived) ?? PictureConcealment.Grey(frame.Size.Width, frame.Size.Height);
        (_latest, _screen) = (arrived, outcome == FrameOutcome.Late ? _screen : arrived);
        return new ViewedFrame(frame.Stream, frame.Number, shown, outcome)
        {
            Loss = frame.Loss,
            EffectiveSnrDb = frame.EffectiveSnrDb,
            Decode = frame.Decode,
            Latency = frame.Captured is { } taken ? clock.GetUtcNow() - taken : null,
        };
    }
}
