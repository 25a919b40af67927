using System.Runtime.CompilerServices;

namespace SemCom.Studio;

/// <summary>
/// Pictures of a source at the time they are due and at the rate that the session is granted. Pictures are left out where the viewer has not acknowledged enough, and where the machine was full: a video
/// never falls behind.
/// </summary>
/// <param name="source">Where they come from.</param>
/// <param name="rate">How many a second.</param>
/// <param name="window">What the viewer has not acknowledged.</param>
/// <param name="gate">Who may put pictures into the machine; whoever takes a picture out gives the place back.</param>
/// <param name="member">This session at the gate.</param>
/// <param name="clock">The clock.</param>
internal sealed class PacedPictures(IPictureSource source, RateMember rate, FrameWindow window, FairGate gate, GateMember member, TimeProvider clock)
{
    /// <summary>When a video is so far behind, it goes on from there in place of hurrying.</summary>
    private static readonly TimeSpan Hurry = TimeSpan.FromSeconds(1);

    private long _dropped;
    private long _entered;

    /// <summary>Pictures that were left out since the viewer did not acknowledge.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Pictures that were put into the machine.</summary>
    public long Entered => Interlocked.Read(ref _entered);

    /// <summary>Reads them.</summary>
    public async IAsyncEnumerable<Picture> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (start, next, index) = (clock.GetTimestamp(), TimeSpan.Zero, 0L);
        await foreach (var picture in source.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var period = TimeSpan.FromSeconds(1 / rate.Granted);
            var now = clock.GetElapsedTime(start);
            var due = source.IsLive ? now : TimeSpan.FromSeconds(index++ / source.Info.Fps);
            if (now - due > Hurry)
                (start, next, index, now, due) = (clock.GetTimestamp(), TimeSpan.Zero, 1, TimeSpan.Zero, TimeSpan.Zero);
            if (due < next - TimeSpan.FromSeconds(0.5 / source.Info.Fps))
                continue;
            if (due > now)
                await Task.Delay(due - now, clock, cancellationToken).ConfigureAwait(false);
            if (!window.IsOpen)
            {
                Interlocked.Increment(ref _dropped);
                next = due + period;
                continue;
            }
            await gate.EnterAsync(member, cancellationToken).ConfigureAwait(false);
            Interlocked.Increment(ref _entered);
            now = clock.GetElapsedTime(start);
            next = now > due + period ? now : (due > next ? due : next) + period;
            yield return picture;
        }
    }
}
