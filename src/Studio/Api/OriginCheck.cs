using Microsoft.AspNetCore.Http;

namespace SemCom.Studio;

/// <summary>
/// Pages of other sites may not use the studio of whoever looks at them: what a browser sends must come from the studio's own page (RFC 6455, section 10.2). Programs that are no browsers send no origin.
/// </summary>
internal static class OriginCheck
{
    /// <summary>Whether a request comes from the studio's page or from no page.</summary>
    public static bool IsAllowed(HttpRequest request)
    {
        var origins = request.Headers.Origin;
        if (origins.Count == 0)
            return true;
        return origins.Count == 1 && Uri.TryCreate(origins[0], UriKind.Absolute, out var origin) && origin.Scheme == request.Scheme
            && string.Equals(origin.Authority, Authority(request), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Host and port, without the usual port, as <see cref="Uri.Authority"/> gives it.</summary>
    private static string Authority(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own) ? own.Authority : "";
}
