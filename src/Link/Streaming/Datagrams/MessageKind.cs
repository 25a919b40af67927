namespace SemCom.Streaming;

/// <summary>What a message between the processes of a stream is.</summary>
internal enum MessageKind
{
    /// <summary>Makes an end known to the other; says nothing.</summary>
    Greeting = 0,

    /// <summary>Part of a frame: towards the receiver.</summary>
    Frame = 1,

    /// <summary>What the receiver reports of a picture: towards the transmitter.</summary>
    Report = 2,

    /// <summary>The channel, which both ends need to know: towards the transmitter; frames bring it to the receiver.</summary>
    Channel = 3,
}
