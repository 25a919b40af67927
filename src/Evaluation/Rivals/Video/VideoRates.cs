namespace SemCom.Evaluation.Rivals;

/// <summary>
/// The finest encoding of a video that a link carries: all frames together take no more channel uses than the budget of all pictures, and the stream is never
/// further behind its pictures than a buffer allows. The whole video is looked at before a rung is chosen, which no live encoder can do.
/// </summary>
internal sealed class VideoRates(VideoLadder ladder)
{
    /// <summary>The finest rung, or null where not even the coarsest fits.</summary>
    public VideoPlan? Finest(VideoCodec codec, VideoClip clip, VideoCoding coding, VideoMcs mcs, VideoPoint point, FrameSizes sizes)
    {
        VideoPlan? best = null;
        var (low, high) = (0, VideoCodec.QualityCount);
        while (low < high)
        {
            var middle = Middle(low, high);
            var video = ladder.Encode(codec, clip, coding, middle);
            if (Fit(codec, video, clip, mcs, point, sizes) is { } uses)
                (best, low) = (new VideoPlan(mcs, coding, middle, video, uses), middle + 1);
            else
                high = middle;
        }
        return best;
    }

    /// <summary>Channel uses of each frame; null where they are too many.</summary>
    internal static int[]? Fit(VideoCodec codec, CodedVideo video, VideoClip clip, VideoMcs mcs, VideoPoint point, FrameSizes sizes)
    {
        var budget = point.Link.ChannelUses;
        var (total, behind) = (0L, 0.0);
        var mostBehind = Math.Max(1, point.BufferSeconds * clip.FramesPerSecond) * budget;
        var all = new int[video.Messages.Count];
        for (var i = 0; i < all.Length; i++)
        {
            if (sizes.UsesFor(codec.IsKey(video.Messages[i]) ? mcs.Key : mcs.Usual, video.Messages[i].Length) is not { } uses)
                return null;
            all[i] = uses;
            total += uses;
            behind = Math.Max(0, behind + uses - budget);
            if (behind > mostBehind || total > (long)all.Length * budget)
                return null;
        }
        return all;
    }

    /// <summary>The number between the two that is divisible by the highest power of two: searches for different budgets ask for the same rungs.</summary>
    internal static int Middle(int low, int high)
    {
        for (var step = 64; step > 0; step /= 2)
        {
            if ((low / step + 1) * step is var middle && middle < high)
                return middle;
        }
        return low;
    }
}
