using SemCom.Streaming;

namespace SemCom.Link.Tests.Streaming;

/// <summary>Stages whose work is what a test says.</summary>
internal sealed class FakeStages : IStreamStages
{
    public Action<StreamItem> OnEncode { get; init; } = _ => { };

    public Action<StreamItem> OnTransmit { get; init; } = _ => { };

    public Action<StreamItem> OnDecode { get; init; } = _ => { };

    /// <summary>Reports, by the number of the picture before which they came.</summary>
    public List<(int Before, ReceiverReport Report)> Reports { get; } = [];

    public void Encode(StreamItem item, IReadOnlyList<ReceiverReport> reports)
    {
        Reports.AddRange(reports.Select(report => (item.Number, report)));
        OnEncode(item);
    }

    public void Transmit(StreamItem item) => OnTransmit(item);

    public void Decode(StreamItem item)
    {
        (item.Outcome, item.Shown) = (FrameOutcome.Shown, item.Picture);
        OnDecode(item);
        item.Report = new ReceiverReport(item.Number, item.Outcome == FrameOutcome.Shown, 10, NeedsRestart: false);
    }

    public Task SettleAsync() => Task.CompletedTask;

    public StreamedFrame Judge(StreamItem item, StreamedFrame frame) => frame;

    public void Dispose()
    {
    }
}
