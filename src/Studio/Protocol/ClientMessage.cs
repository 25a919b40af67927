namespace SemCom.Studio;

/// <summary>What a viewer asks for.</summary>
/// <param name="Kind">The value of the field <c>t</c>.</param>
internal abstract record ClientMessage(string Kind);

/// <summary>Start sending a source, from its beginning.</summary>
/// <param name="Source">Id of the source.</param>
internal sealed record StartMessage(string Source) : ClientMessage("start");

/// <summary>Stop.</summary>
internal sealed record StopMessage() : ClientMessage("stop");

/// <summary>Change what is not null.</summary>
internal sealed record SetMessage() : ClientMessage("set")
{
    /// <summary>SNR [dB].</summary>
    public double? SnrDb { get; init; }

    /// <summary>Channel, in its text form.</summary>
    public string? Channel { get; init; }

    /// <summary>Maximum Doppler frequency, where the channel has one [Hz].</summary>
    public double? DopplerHertz { get; init; }

    /// <summary>Delay spread, where the channel has one [ns].</summary>
    public double? DelaySpreadNs { get; init; }

    /// <summary>Channel bandwidth ratio.</summary>
    public double? Cbr { get; init; }

    /// <summary>Name of the mode.</summary>
    public string? Mode { get; init; }

    /// <summary>"h264", "h265" or "off"; for sounds "best", "opus" or "off".</summary>
    public string? Classical { get; init; }

    /// <summary>Pictures a second.</summary>
    public double? Fps { get; init; }
}

/// <summary>Let the agent decide, or not.</summary>
/// <param name="On">Whether it decides.</param>
/// <param name="Intent">What it shall achieve, in words; null for no change.</param>
internal sealed record AgentMessage(bool On, string? Intent) : ClientMessage("agent");

/// <summary>What shall arrive best.</summary>
/// <param name="Point">A point, 0..1 of width and height; null for nothing in particular.</param>
internal sealed record FocusMessage(FocusPoint? Point) : ClientMessage("focus");

/// <summary>Choose a user group.</summary>
/// <param name="Id">Its id.</param>
internal sealed record GroupMessage(string Id) : ClientMessage("group");

/// <summary>The viewer has shown a frame and all before it.</summary>
/// <param name="Number">Number of the frame.</param>
internal sealed record AcknowledgeMessage(long Number) : ClientMessage("ack");

/// <summary>A picture from the viewer's camera.</summary>
/// <param name="Jpeg">JPEG file.</param>
internal sealed record WebcamMessage(byte[] Jpeg) : ClientMessage("webcam");
