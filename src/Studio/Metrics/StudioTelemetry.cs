using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace SemCom.Studio;

/// <summary>Metrics by OpenTelemetry: for Prometheus at <c>/metrics</c>, and for a collector where one is named.</summary>
internal static class StudioTelemetry
{
    /// <summary>Takes in what collects and exports.</summary>
    public static void Add(IServiceCollection services, StudioOptions options) => services.AddMetrics().AddOpenTelemetry()
        .ConfigureResource(resource => resource.AddService("semcom-studio", serviceVersion: StudioVersion.Text))
        .WithMetrics(metrics =>
        {
            metrics.AddMeter(StudioMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime");
            metrics.AddPrometheusExporter();
            if (options.Collector is { } collector)
                metrics.AddOtlpExporter(exporter => exporter.Endpoint = collector);
        });
}
