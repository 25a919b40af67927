namespace SemCom.Cli;

/// <summary>What happens rarely at a receiver: a stream begins, the air is another one.</summary>
internal sealed class ViewNews
{
    private ulong? _stream;
    private int _peers;

    /// <summary>Lines about what is new with a picture.</summary>
    public IEnumerable<string> Of(ViewedFrame frame, StreamViewer viewer)
    {
        if (_stream != frame.Stream && frame.Outcome == FrameOutcome.Shown)
        {
            _stream = frame.Stream;
            yield return $"a stream of {frame.Shown.Width}x{frame.Shown.Height} began, with picture {frame.Number}";
        }
        if (viewer.Datagrams.Peers is var peers && peers > _peers)
        {
            if (_peers > 0)
                yield return $"the air was restarted, from picture {frame.Number} on";
            _peers = peers;
        }
    }
}
