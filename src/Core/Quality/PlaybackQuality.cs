namespace SemCom;

/// <summary>How steadily a video was shown, from what stood on the screen when each frame was due.</summary>
/// <param name="Frames">Frames that were due.</param>
/// <param name="OnTime">Frames on the screen when they were due.</param>
/// <param name="Late">Times when a new frame appeared, but an older one than was due.</param>
/// <param name="Repeated">Times when the screen had not changed, or was still empty.</param>
/// <param name="NeverShown">Frames that never appeared: lost, or overtaken.</param>
/// <param name="LongestFreeze">Most of the <see cref="Repeated"/> in a row, in frames.</param>
public sealed record PlaybackQuality(int Frames, int OnTime, int Late, int Repeated, int NeverShown, int LongestFreeze)
{
    /// <summary>Share of times when something older than the frame that was due was seen, 0..1.</summary>
    public double StaleRate => (double)(Late + Repeated) / Frames;

    /// <summary>Share of frames that never appeared, 0..1.</summary>
    public double LossRate => (double)NeverShown / Frames;

    /// <summary>Counts.</summary>
    /// <param name="shown">For each frame n from 0: the number of the frame on the screen when n was due, −1 for none yet. Never above n, never falling.</param>
    /// <exception cref="SemComException">There is none, or a number breaks these rules.</exception>
    public static PlaybackQuality Of(ReadOnlySpan<int> shown)
    {
        if (shown.IsEmpty)
            throw new SemComException("playback: at least one frame must have been due (was 0); give what was shown for each frame");
        var (onTime, late, distinct, previous) = (0, 0, 0, -1);
        var freezes = new FreezeCounter();
        for (var n = 0; n < shown.Length; n++)
        {
            Guard.InRange(shown[n], previous, n, $"playback: number of the frame shown when frame {n} was due", "number frames from 0 in the order of sending");
            freezes.Add(shown[n] == previous);
            distinct += shown[n] > previous ? 1 : 0;
            onTime += shown[n] == n ? 1 : 0;
            late += shown[n] > previous && shown[n] < n ? 1 : 0;
            previous = shown[n];
        }
        return new PlaybackQuality(shown.Length, onTime, late, freezes.Repeated, shown.Length - distinct, freezes.Longest);
    }
}
