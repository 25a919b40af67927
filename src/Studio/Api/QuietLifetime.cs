using Microsoft.Extensions.Hosting;

namespace SemCom.Studio;

/// <summary>Leaves the signals of the process to the program that runs the studio.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
