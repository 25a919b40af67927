using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace SemCom.Studio;

/// <summary><c>POST /v1/sources</c>: a viewer brings a picture, a video or a sound of its own.</summary>
internal static class SourcesEndpoint
{
    /// <summary>Bytes that a form may have beside the file.</summary>
    private const int FormBytes = 64 << 10;

    /// <summary>Takes the file in.</summary>
    /// <param name="context">The request: the file as its body, or as the first file of a form.</param>
    /// <param name="session">Id of the session.</param>
    /// <param name="name">Name of the file.</param>
    /// <param name="sessions">The sessions.</param>
    /// <param name="services">What they share.</param>
    /// <param name="cancellationToken">The request was given up.</param>
    /// <exception cref="SemComException">The file is no picture, video or sound, or too large or too long.</exception>
    public static async Task<IResult> AddAsync(HttpContext context, string session, string? name, SessionRegistry sessions, StudioServices services, CancellationToken cancellationToken)
    {
        if (sessions.Find(session) is not { } owner)
            return Problems.Of(StatusCodes.Status404NotFound, "there is no such session", "name the session that hello told, while its WebSocket is open");
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null; // it is counted here, so that the refusal reaches whoever is still sending
        if (context.Request.ContentLength > services.Limits.MaxUploadBytes + FormBytes)
            throw new UploadTooLargeException(services.Limits.MaxUploadBytes);
        var (body, fileName) = await OpenAsync(context.Request, cancellationToken).ConfigureAwait(false);
        try
        {
            var source = await owner.Sources.AddAsync(body, name ?? fileName ?? "", cancellationToken).ConfigureAwait(false);
            return Results.Json(source, StudioJson.Default.SourceInfo, statusCode: StatusCodes.Status201Created);
        }
        catch (ObjectDisposedException)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "the session has ended", "begin a new one");
        }
    }

    private static async Task<(Stream Body, string? Name)> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return (request.Body, null);
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 100)
            throw new SemComException("upload: a form must have a boundary of at most 100 characters (had another); send the file as the body instead");
        var reader = new MultipartReader(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } section)
        {
            if (section.GetContentDispositionHeader() is { } disposition && disposition.IsFileDisposition())
                return (section.Body, HeaderUtilities.RemoveQuotes(disposition.FileName).Value);
        }
        throw new SemComException("upload: the form must hold a file (had none); send the file as the body instead");
    }
}
