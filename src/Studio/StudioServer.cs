using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SemCom.Studio;

namespace SemCom;

/// <summary>A studio: a web server for one page, its streams and its interface.</summary>
public sealed class StudioServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StudioServer(WebApplication app) => _app = app;

    internal IServiceProvider Services => _app.Services;

    /// <summary>Where it can be reached.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        .Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal));

    /// <summary>Starts a studio.</summary>
    /// <param name="options">How it is run.</param>
    /// <param name="log">Takes lines for the operator; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SemComException">The address is in use or none, or the models are missing.</exception>
    public static async Task<StudioServer> StartAsync(StudioOptions options, Action<string>? log = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var app = StudioApp.Build(options, log ?? (_ => { }));
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new StudioServer(app);
        }
        catch (IOException e)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new SemComException($"studio: the port must be free (port {options.Port} at {options.Host} is not: {e.Message}); choose another with --port", e);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until it is stopped.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task WaitAsync(CancellationToken cancellationToken) => await _app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Ends all sessions and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }
}
