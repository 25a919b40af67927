using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace SemCom.Studio;

/// <summary>Loads the model of streams when the studio starts, so that no viewer waits for it, and tells whether it is there.</summary>
/// <param name="services">What sessions share.</param>
/// <param name="options">Whether it is tried out.</param>
internal sealed class ReadyCheck(StudioServices services, StudioOptions options) : BackgroundService, IHealthCheck
{
    private const int Pictures = 40, Side = 192;

    private volatile string? _problem = "the model is being loaded";

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_problem is { } problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy());

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(async () =>
    {
        if (!options.WarmsUp)
            return;
        try
        {
            // About as much as makes the runtime compile the code for speed.
            var stream = SemanticStream.Create(new SemanticStreamOptions { Threads = 1, IsSimulatedClock = true });
            await using var _ = stream.ConfigureAwait(false);
            await foreach (var frame in stream.RunAsync(Enumerable.Range(0, Pictures).Select(Sample).ToAsyncEnumerable(), stoppingToken).ConfigureAwait(false))
                services.Jpeg.Encode(frame.Shown);
            _problem = null;
        }
        catch (SemComException e)
        {
            _problem = e.Message;
        }
    }, stoppingToken);

    /// <summary>A pattern that moves.</summary>
    private static Picture Sample(int number)
    {
        var rgb = new byte[3 * Side * Side];
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)((i + 7 * number) * (i / (3 * Side)) >> 4);
        return new Picture(Side, Side, rgb);
    }
}
