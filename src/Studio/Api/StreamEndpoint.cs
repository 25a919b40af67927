using Microsoft.AspNetCore.Http;

namespace SemCom.Studio;

/// <summary><c>GET /v1/stream</c>: a session over a WebSocket.</summary>
internal static class StreamEndpoint
{
    /// <summary>Serves one viewer.</summary>
    public static async Task<IResult> ServeAsync(HttpContext context, SessionRegistry sessions, StudioServices services, StudioLifetime lifetime)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            return Problems.Of(StatusCodes.Status426UpgradeRequired, "this address speaks WebSocket only", "open it with a WebSocket client, or the page at /");
        if (sessions.TryOpen() is not { } session)
        {
            services.Metrics.Refusal("sessions");
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, $"there may be at most {services.Limits.MaxSessions} sessions and there are", "wait until a viewer leaves, or start the studio with a larger --max-sessions");
        }
        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.Stopping);
            await session.ServeAsync(socket, stop.Token).ConfigureAwait(false);
        }
        finally
        {
            sessions.Close(session);
        }
        return Results.Empty;
    }
}
