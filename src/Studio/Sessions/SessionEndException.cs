using System.Net.WebSockets;

namespace SemCom.Studio;

/// <summary>A session has to end.</summary>
/// <param name="status">What the WebSocket is closed with.</param>
/// <param name="reason">Why, for the viewer.</param>
#pragma warning disable CA1032 // It is thrown within sessions.
internal sealed class SessionEndException(WebSocketCloseStatus status, string reason) : Exception(reason)
#pragma warning restore CA1032
{
    /// <summary>What the WebSocket is closed with.</summary>
    public WebSocketCloseStatus Status => status;
}
