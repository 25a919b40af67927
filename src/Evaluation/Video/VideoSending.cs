namespace SemCom.Evaluation;

/// <summary>Videos over any system: those that know none get each picture as one of its own, and the last one that arrived stays where one is lost.</summary>
internal static class VideoSending
{
    /// <summary>Sends a video; the picture of the result is the one in the middle.</summary>
    /// <exception cref="SemComException">The video or the conditions cannot be used.</exception>
    public static async ValueTask<SystemResult> SendAsync(ISystem system, VideoPictures video, LinkConditions conditions, CancellationToken cancellationToken)
    {
        var result = system is IVideoSystem whole
            ? await whole.SendAsync(video, conditions, cancellationToken).ConfigureAwait(false)
            : await SeparatelyAsync(system, video, conditions, cancellationToken).ConfigureAwait(false);
        return new SystemResult(result.Shown[result.Shown.Count / 2], result.Quality, result.Notices);
    }

    private static async ValueTask<VideoResult> SeparatelyAsync(ISystem system, VideoPictures video, LinkConditions conditions, CancellationToken cancellationToken)
    {
        var (shown, sent, notices) = (new List<Picture>(), new VideoSent(), new HashSet<string>(StringComparer.Ordinal));
        var (model, mode) = ((string?)null, "analog");
        for (var i = 0; i < video.Pictures.Count; i++)
        {
            var result = await system.SendAsync(video.Pictures[i], conditions with { Frame = conditions.Frame + (ulong)i, Metrics = PictureMetrics.None }, cancellationToken).ConfigureAwait(false);
            var quality = result.Quality;
            (model, mode) = (quality.Model, quality.Mode);
            shown.Add(quality.Lost && shown.Count > 0 ? shown[^1] : result.Picture);
            var blocks = quality is { Blocks: { } all, BlocksLost: { } lost } ? (all, lost) : ((int, int)?)null;
            var uses = quality.Uses;
            sent.Add(new ChannelUseLedger(uses.Payload, uses.Header, uses.Pilots, uses.SideInformation, uses.Knowledge), quality.Lost, quality.BytesOnWire, TimeSpan.FromMilliseconds(quality.ChannelMs), blocks);
            sent.Encode += TimeSpan.FromMilliseconds(quality.EncodeMs);
            sent.Decode += TimeSpan.FromMilliseconds(quality.DecodeMs);
            notices.UnionWith(result.Notices.Where(_ => !quality.Lost));
        }
        return new VideoResult(shown, VideoJudge.Record((system.Name, model, mode), video, shown, sent, conditions), [.. notices]);
    }
}
