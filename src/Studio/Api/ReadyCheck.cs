using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace SemCom.Studio;

/// <summary>Loads the model of streams when the studio starts, so that no viewer waits for it, and tells whether it is there.</summary>
internal sealed class ReadyCheck : BackgroundService, IHealthCheck
{
    private volatile string? _problem = "the model is being loaded";

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_problem is { } problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy());

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(async () =>
    {
        try
        {
            var stream = SemanticStream.Create(new SemanticStreamOptions { Threads = 1, IsSimulatedClock = true });
            await using var _ = stream.ConfigureAwait(false);
            var picture = new Picture(64, 64, new byte[3 * 64 * 64]);
            await foreach (var __ in stream.RunAsync(Enumerable.Repeat(picture, 2).ToAsyncEnumerable(), stoppingToken).ConfigureAwait(false))
            {
            }
            _problem = null;
        }
        catch (SemComException e)
        {
            _problem = e.Message;
        }
    }, stoppingToken);
}
