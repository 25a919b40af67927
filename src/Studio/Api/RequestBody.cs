using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SemCom.Studio;

/// <summary>The file in the body of a request.</summary>
internal static class RequestBody
{
    /// <summary>Reads it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="limit">Most bytes.</param>
    /// <param name="cancellationToken">The request was given up.</param>
    /// <exception cref="SemComException">It is empty or too large.</exception>
    public static async Task<byte[]> ReadAsync(HttpContext context, int limit, CancellationToken cancellationToken)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null; // it is counted here, so that the refusal reaches whoever is still sending
        if (context.Request.ContentLength > limit)
            throw new UploadTooLargeException(limit);
        using var body = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int got; (got = await context.Request.Body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if (body.Length + got > limit)
                throw new UploadTooLargeException(limit);
            body.Write(buffer, 0, got);
        }
        if (body.Length == 0)
            throw new SemComException("body: it must be a picture or a sound (was empty); send the bytes of a PNG, JPEG, WebP or WAV file");
        return body.ToArray();
    }
}
