using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using SemCom.Runtime.Media;
using SemCom.Runtime.Media.Png;

namespace SemCom.Studio;

/// <summary><c>POST /v1/send</c>: one picture over one simulated link.</summary>
internal static class SendEndpoint
{
    /// <summary>Largest picture [pixels]: what a request may cost is bounded.</summary>
    private const int MaxPixels = 2_100_000;

    private const string Png = "image/png";

    /// <summary>Sends the picture in the body.</summary>
    /// <exception cref="SemComException">An option is out of range, or the body is no picture or too large.</exception>
    public static async Task<IResult> SendAsync(
        HttpContext context, StudioServices services, [FromKeyedServices(RequestLimits.Sends)] RateLimiter sends, CancellationToken cancellationToken,
        string channel = "awgn", double snrDb = 10, double cbr = 1.0 / 16, string mode = "analog", string model = "image-base", ulong seed = 1)
    {
        using var lease = await sends.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        if (!lease.IsAcquired)
        {
            services.Metrics.Refusal("sends");
            return Problems.Of(StatusCodes.Status429TooManyRequests, "too many pictures are being sent at the moment", "wait a few seconds");
        }
        var text = new ChannelText("awgn", 5, 300).With(channel).Full;
        var known = LinkModes.Find(mode) ?? throw new SemComException($"mode must be one of {string.Join(", ", LinkModes.All.Select(m => m.Name()))} (was another); choose one of these");
        var picture = await ReadAsync(context, services, cancellationToken).ConfigureAwait(false);
        var member = new GateMember();
        await services.Gate.EnterAsync(member, cancellationToken).ConfigureAwait(false);
        try
        {
            var link = SemanticLink.Create(o => o.Channel(text, snrDb).Bandwidth(cbr).Mode(known).Model(model).Seed(seed).Threads(1));
            await using var _ = link.ConfigureAwait(false);
            return Answer(context.Request, await link.SendAsync(picture, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            services.Gate.Leave(member);
        }
    }

    private static async Task<Picture> ReadAsync(HttpContext context, StudioServices services, CancellationToken cancellationToken)
    {
        var limit = services.Limits.MaxPictureBytes;
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
            throw new SemComException("body: it must be a picture (was empty); send the bytes of a PNG, JPEG or WebP file");
        var picture = await Task.Run(() => PictureFile.Load(body.ToArray(), "body"), cancellationToken).ConfigureAwait(false);
        return (long)picture.Width * picture.Height <= MaxPixels
            ? picture
            : throw new SemComException($"body: a picture may have at most {MaxPixels} pixels here (was {picture.Width}x{picture.Height}); reduce it, or use 'semcom send'");
    }

    private static IResult Answer(HttpRequest request, SendResult result)
    {
        using var png = new MemoryStream();
        PngWriter.Write(result.Picture, png);
        var accepted = request.GetTypedHeaders().Accept;
        var wantsPng = accepted.Any(a => a.MediaType.Equals(Png, StringComparison.OrdinalIgnoreCase)) && !accepted.Any(a => a.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase));
        return wantsPng
            ? Results.Bytes(png.ToArray(), Png)
            : Results.Json(new SendAnswer(result.Quality, result.Notices, png.ToArray()), StudioJson.Default.SendAnswer);
    }
}
