namespace SemCom.Studio;

/// <summary>Reads what viewers send.</summary>
internal static class ClientMessages
{
    /// <summary>Reads one message.</summary>
    /// <param name="message">The whole binary message.</param>
    /// <param name="maxPictureBytes">Longest picture from a camera.</param>
    /// <exception cref="SemComException">It is none of the messages, or a field is absent, unknown or of another type.</exception>
    public static ClientMessage Read(ReadOnlySpan<byte> message, int maxPictureBytes)
    {
        var fields = new MessageFields(message, maxPictureBytes);
        var type = fields.Text("t");
        ClientMessage read = type switch
        {
            "start" => new StartMessage(fields.Text("source")),
            "stop" => new StopMessage(),
            "set" => Set(fields),
            "agent" => new AgentMessage(fields.Boolean("on"), fields.OptionalText("intent")),
            "focus" => Focus(fields),
            "group" => new GroupMessage(fields.Text("id")),
            "ack" => new AcknowledgeMessage(fields.Integer("n")),
            "webcam" => new WebcamMessage(fields.Binary("jpeg")),
            _ => throw new SemComException($"message: there is no type '{Shown(type)}'; send start, stop, set, agent, focus, group, ack or webcam"),
        };
        fields.End(type);
        return read;
    }

    private static SetMessage Set(MessageFields fields) => new()
    {
        SnrDb = fields.OptionalNumber("snrDb"),
        Channel = fields.OptionalText("channel"),
        DopplerHertz = fields.OptionalNumber("dopplerHertz"),
        DelaySpreadNs = fields.OptionalNumber("delaySpreadNs"),
        Cbr = fields.OptionalNumber("cbr"),
        Mode = fields.OptionalText("mode"),
        Classical = fields.OptionalText("classical"),
        Fps = fields.OptionalNumber("fps"),
    };

    private static FocusMessage Focus(MessageFields fields)
    {
        if (fields.Has("off"))
            return fields.Boolean("off") ? new FocusMessage(Point: null) : throw new SemComException("message 'focus': the field 'off' may only be true (was false); name a point with x and y instead");
        return new FocusMessage(new FocusPoint(Place(fields, "x"), Place(fields, "y")));
    }

    private static double Place(MessageFields fields, string key) => Guard.InRange(fields.Number(key), 0, 1, $"message 'focus': '{key}'", "give it as a share of the picture");

    private static string Shown(string text) => text.Length <= 24 ? text.ReplaceLineEndings(" ") : text[..24].ReplaceLineEndings(" ") + "…";
}
