using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;

namespace SemCom.Studio;

/// <summary>The page that viewers see, from the folder that it was built into.</summary>
internal static class StudioPage
{
    private const string Missing =
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>SemCom Studio</title>
        <h1>The page is not built yet</h1>
        <p>The studio runs and its interface works (<a href="/openapi.json">openapi.json</a>), but its page is missing.</p>
        <p>Install Node.js and start with <code>./semcom studio</code>, which builds it, or build it by hand:</p>
        <pre>cd src/Studio/web &amp;&amp; npm ci &amp;&amp; npm run build</pre>
        """;

    /// <summary>Whether a folder holds a built page.</summary>
    public static bool IsBuilt(string? folder) => folder is not null && File.Exists(Path.Combine(folder, "index.html"));

    /// <summary>Serves the page, or says how to build it.</summary>
    public static void Use(WebApplication app, string? folder)
    {
        if (!IsBuilt(folder))
        {
            app.MapGet("/", () => Results.Content(Missing, MediaTypeNames.Text.Html, statusCode: StatusCodes.Status503ServiceUnavailable)).ExcludeFromDescription();
            return;
        }
        var files = new PhysicalFileProvider(Path.GetFullPath(folder!));
        app.Lifetime.ApplicationStopped.Register(files.Dispose);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = context => SetCaching(context.Context.Response, context.File.Name) });
    }

    /// <summary>Files whose names hold a digest of their content never change; the page itself is asked for each time.</summary>
    private static void SetCaching(HttpResponse response, string name) =>
        response.Headers.CacheControl = name.EndsWith(".html", StringComparison.OrdinalIgnoreCase) ? "no-cache" : "public, max-age=3600";
}
