using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SemCom.Runtime.Models;

namespace SemCom.Studio;

/// <summary>What can be asked of a studio.</summary>
internal static class StudioRoutes
{
    private const string Anything = "*/*", Png = "image/png", Wav = "audio/wav";

    /// <summary>Maps all routes.</summary>
    public static void Map(WebApplication app)
    {
        MapInterface(app.MapGroup("/v1").RequireRateLimiting(RequestLimits.PerAddress));
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapOpenApi("/openapi.json");
    }

    private static void MapInterface(RouteGroupBuilder group)
    {
        group.MapGet("/models", () => Results.Json(new ModelsAnswer([.. Codecs()]), StudioJson.Default.ModelsAnswer))
            .WithName("models").WithSummary("The codecs that pictures and sounds can be sent with.")
            .Produces<ModelsAnswer>();
        group.MapPost("/send", SendEndpoint.SendAsync)
            .WithName("send").WithSummary("Sends the picture or the sound in the body over one simulated link and answers what arrived: JSON with the measured quality and the picture as PNG or the sound as WAV in base64, or the file alone where the request accepts image/png or audio/wav. A body is a sound where it begins as WAV, FLAC, Ogg or tagged MP3 does, or its type is audio. Without cbr pictures get 1/16 and sounds, which go in mode analog, 1/4 of a channel use for each value.")
            .Accepts<Stream>(Anything)
            .Produces<SendAnswer>().Produces<byte[]>(StatusCodes.Status200OK, Png, Wav)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status429TooManyRequests);
        group.MapPost("/sources", SourcesEndpoint.AddAsync)
            .WithName("sources").WithSummary("Gives a session a picture, video or sound of its own: the file as the body, or as the first file of a form.")
            .Accepts<Stream>(Anything)
            .Produces<SourceInfo>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status429TooManyRequests);
        group.MapGet("/stream", StreamEndpoint.ServeAsync)
            .WithName("stream").WithSummary("A session of one viewer, over a WebSocket with messages in MessagePack (docs/studio.md).")
            .Produces(StatusCodes.Status101SwitchingProtocols)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status426UpgradeRequired).ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static IEnumerable<ModelAnswer> Codecs() =>
        ModelCatalogue.Default.Models.Where(model => model.IsCodec).Select(model => new ModelAnswer(model.Id, model.Modality, model.Files.Sum(file => file.Bytes)));
}
