namespace SemCom.Streaming;

/// <summary>The work on a picture, in three parts that different pictures may be in at the same time.</summary>
internal interface IStreamStages : IDisposable
{
    /// <summary>The transmitter: decides, and makes a frame; or says that nothing is to be sent.</summary>
    /// <param name="item">The picture; its outcome is set where nothing is sent.</param>
    /// <param name="reports">What the receiver told since the last picture.</param>
    void Encode(StreamItem item, IReadOnlyList<ReceiverReport> reports);

    /// <summary>The air.</summary>
    void Transmit(StreamItem item);

    /// <summary>The receiver: sets outcome, what is shown, and the report.</summary>
    void Decode(StreamItem item);

    /// <summary>Ends when all that they do beside the pictures has ended.</summary>
    Task SettleAsync();

    /// <summary>Judges, after it is known what is shown.</summary>
    StreamedFrame Judge(StreamItem item, StreamedFrame frame);
}
