using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SemCom.Studio;

/// <summary>Errors as problem details (RFC 9457), with the remedy as a field of its own.</summary>
internal static class Problems
{
    /// <summary>Takes in what the answers need.</summary>
    public static void Add(IServiceCollection services) => services.AddProblemDetails();

    /// <summary>Answers exceptions and empty errors.</summary>
    public static void Use(WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = HandleAsync, SuppressDiagnosticsCallback = context => context.Exception is SemComException or BadHttpRequestException });
        app.UseStatusCodePages();
    }

    /// <summary>A refusal.</summary>
    public static IResult Of(int status, string detail, string remedy) =>
        Results.Problem(detail, statusCode: status, extensions: [new("remedy", remedy)]);

    private static async Task HandleAsync(HttpContext context)
    {
        var result = context.Features.Get<IExceptionHandlerFeature>()?.Error switch
        {
            UploadTooLargeException e => Of(StatusCodes.Status413PayloadTooLarge, e),
            SemComException e => Of(StatusCodes.Status400BadRequest, e),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Of(StatusCodes.Status413PayloadTooLarge, "the body has more bytes than are taken", "send a smaller picture, or a shorter video or sound"),
            BadHttpRequestException e => Of(e.StatusCode, e.Message, "see /openapi.json"),
            _ => Of(StatusCodes.Status500InternalServerError, "a defect of SemCom; it is in the studio's log", "try something else, and report it"),
        };
        await result.ExecuteAsync(context).ConfigureAwait(false);
    }

    private static IResult Of(int status, SemComException exception)
    {
        var error = ErrorMessage.From(exception);
        return Of(status, error.Message, error.Remedy);
    }
}
