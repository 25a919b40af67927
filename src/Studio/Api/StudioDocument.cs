using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace SemCom.Studio;

/// <summary>The description of the interface (OpenAPI 3.1), made from the routes.</summary>
internal static class StudioDocument
{
    /// <summary>Takes in what makes it.</summary>
    public static void Add(IServiceCollection services) => services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo
        {
            Title = "SemCom Studio",
            Version = StudioVersion.Text,
            Description = "Pictures and sounds over simulated links, one at a time or as streams. Errors are problem details (RFC 9457) with the remedy in a field of its own.",
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        return Task.CompletedTask;
    }));
}
