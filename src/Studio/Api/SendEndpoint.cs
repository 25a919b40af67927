using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SemCom.Runtime.Media;
using SemCom.Runtime.Media.Png;

namespace SemCom.Studio;

/// <summary><c>POST /v1/send</c>: one picture or one sound over one simulated link.</summary>
internal static class SendEndpoint
{
    /// <summary>Largest picture [pixels]: what a request may cost is bounded.</summary>
    private const int MaxPixels = 2_100_000;

    private const string Png = "image/png", Wav = "audio/wav", Audio = "audio/";

    /// <summary>Sends the picture or the sound in the body.</summary>
    /// <param name="context">The request.</param>
    /// <param name="services">What sessions share.</param>
    /// <param name="sends">How many are sent at the same time.</param>
    /// <param name="cancellationToken">The request was given up.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="snrDb">SNR [dB].</param>
    /// <param name="cbr">Channel bandwidth ratio; null: 1/16 for pictures, 1/4 for sounds.</param>
    /// <param name="mode">Mode; analog for sounds.</param>
    /// <param name="model">The codec; null: image-base or speech.</param>
    /// <param name="seed">Seed of all random streams.</param>
    /// <exception cref="SemComException">An option is out of range, or the body is neither picture nor sound, or too large.</exception>
    public static async Task<IResult> SendAsync(
        HttpContext context, StudioServices services, [FromKeyedServices(RequestLimits.Sends)] RateLimiter sends, CancellationToken cancellationToken,
        string channel = "awgn", double snrDb = 10, double? cbr = null, string mode = "analog", string? model = null, ulong seed = 1)
    {
        using var lease = await sends.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        if (!lease.IsAcquired)
        {
            services.Metrics.Refusal("sends");
            return Problems.Of(StatusCodes.Status429TooManyRequests, "too many pictures and sounds are being sent at the moment", "wait a few seconds");
        }
        var text = new ChannelText("awgn", 5, 300).With(channel).Full;
        var known = LinkModes.Find(mode) ?? throw new SemComException($"mode must be one of {string.Join(", ", LinkModes.All.Select(m => m.Name()))} (was another); choose one of these");
        var body = await RequestBody.ReadAsync(context, services.Limits.MaxPictureBytes, cancellationToken).ConfigureAwait(false);
        var isSound = SoundFile.IsContent(body) || context.Request.ContentType?.StartsWith(Audio, StringComparison.OrdinalIgnoreCase) is true;
        if (isSound && known != LinkMode.Analog)
            throw new SemComException($"mode: sounds must be sent in mode {LinkMode.Analog.Name()} (was {known.Name()}); leave it out");
        var member = new GateMember();
        await services.Gate.EnterAsync(member, cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(
                async () => isSound
                    ? SendSound(context.Request, body, services.Limits, new SpeechLinkOptions { Channel = text, SnrDb = snrDb, Cbr = cbr ?? SpeechLinkOptions.UsualCbr, ModelId = model ?? "speech", Seed = seed, Threads = 1 }, cancellationToken)
                    : await SendPictureAsync(context.Request, body, o => o.Channel(text, snrDb).Bandwidth(cbr ?? 1.0 / 16).Mode(known).Model(model ?? "image-base").Seed(seed).Threads(1), cancellationToken).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            services.Gate.Leave(member);
        }
    }

    private static async Task<IResult> SendPictureAsync(HttpRequest request, byte[] body, Action<SemanticLinkOptions> options, CancellationToken cancellationToken)
    {
        var picture = PictureFile.Load(body, "body");
        if ((long)picture.Width * picture.Height > MaxPixels)
            throw new SemComException($"body: a picture may have at most {MaxPixels} pixels here (was {picture.Width}x{picture.Height}); reduce it, or use 'semcom send'");
        var link = SemanticLink.Create(options);
        await using var _ = link.ConfigureAwait(false);
        var result = await link.SendAsync(picture, cancellationToken).ConfigureAwait(false);
        using var png = new MemoryStream();
        PngWriter.Write(result.Picture, png);
        return Accepts(request, Png)
            ? Results.Bytes(png.ToArray(), Png)
            : Results.Json(new SendAnswer(result.Quality, result.Notices) { Picture = png.ToArray() }, StudioJson.Default.SendAnswer);
    }

    private static IResult SendSound(HttpRequest request, byte[] body, StudioLimits limits, SpeechLinkOptions options, CancellationToken cancellationToken)
    {
        var result = SpeechLink.Create(options).Send(SoundFile.Load(body, "body", limits.MaxSoundSeconds), cancellationToken);
        var wav = SoundFile.ToWav(result.Sound);
        return Accepts(request, Wav)
            ? Results.Bytes(wav, Wav)
            : Results.Json(new SendAnswer(result.Quality, result.Notices) { Sound = wav }, StudioJson.Default.SendAnswer);
    }

    /// <summary>Whether a request wants nothing but the received file.</summary>
    private static bool Accepts(HttpRequest request, string type)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Any(a => a.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)) && !accepted.Any(a => a.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase));
    }
}
