using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SemCom.Runtime.Models;

namespace SemCom.Studio;

/// <summary>Puts the web application together.</summary>
internal static class StudioApp
{
    /// <summary>Builds it.</summary>
    /// <param name="options">How it is run.</param>
    /// <param name="log">Takes lines for the operator.</param>
    /// <exception cref="SemComException">The address is none, or the models are missing.</exception>
    public static WebApplication Build(StudioOptions options, Action<string> log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "semcom-studio" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, options));
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None).AddProvider(new LineLogger(log));
        AddServices(builder.Services, options, log);
        var app = builder.Build();
        Configure(app, options);
        return app;
    }

    private static void AddServices(IServiceCollection services, StudioOptions options, Action<string> log)
    {
        services.AddSingleton<IHostLifetime, QuietLifetime>();
        services.AddRoutingCore();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, StudioJson.Default));
        services.Configure<HostFilteringOptions>(filter => filter.AllowedHosts = [.. HostNames(options.Host)]);
        services.AddHostFiltering(_ => { });
        Problems.Add(services);
        RequestLimits.Add(services, options.Limits);
        StudioTelemetry.Add(services, options);
        StudioDocument.Add(services);
        services.AddHealthChecks().AddCheck<ReadyCheck>("models");
        services.AddHostedService(provider => provider.GetRequiredService<ReadyCheck>());
        services.AddSingleton<ReadyCheck>();
        services.AddSingleton(options);
        services.AddSingleton<StudioMetrics>();
        services.AddSingleton(_ => SourceCatalogue.Open(options.SamplesRoot, options.Limits, log));
        services.AddSingleton(provider => Shared(provider, options));
        services.AddSingleton<SessionRegistry>();
        services.AddSingleton(provider => new StudioLifetime(provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
    }

    private static StudioServices Shared(IServiceProvider provider, StudioOptions options)
    {
        var processors = options.Processors > 0 ? options.Processors : Environment.ProcessorCount;
        var samples = provider.GetRequiredService<SourceCatalogue>();
        return new StudioServices
        {
            Limits = options.Limits,
            Choices = StudioChoicesOf.All(samples),
            Samples = samples,
            Gate = new FairGate(processors + 1),
            Rates = new RateKeeper(processors),
            Agents = StudioAgents.Find(ModelCatalogue.Default.Folder),
            Metrics = provider.GetRequiredService<StudioMetrics>(),
            Seed = options.Seed,
            DeadlineSeconds = options.DeadlineSeconds,
            Clock = options.Clock,
            Log = provider.GetRequiredService<ILoggerFactory>().CreateLogger("SemCom.Studio"),
        };
    }

    private static void Configure(WebApplication app, StudioOptions options)
    {
        app.UseHostFiltering();
        SecurityHeaders.Use(app);
        Problems.Use(app);
        app.Use(CheckOriginAsync);
        StudioPage.Use(app, options.PageRoot);
        app.UseRouting();
        app.UseRateLimiter();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
        StudioRoutes.Map(app);
    }

    private static Task CheckOriginAsync(HttpContext context, RequestDelegate next)
    {
        if (OriginCheck.IsAllowed(context.Request))
            return next(context);
        context.RequestServices.GetRequiredService<StudioServices>().Metrics.Refusal("origin");
        return Problems.Of(StatusCodes.Status403Forbidden, "pages of other sites may not use this studio", "open the studio's own page").ExecuteAsync(context);
    }

    private static void Listen(KestrelServerOptions kestrel, StudioOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = 256;
        kestrel.Limits.MaxConcurrentUpgradedConnections = options.Limits.MaxSessions + 16;
        switch (options.Host)
        {
            case "localhost" when options.Port == 0:
                kestrel.Listen(IPAddress.Loopback, 0);
                break;
            case "localhost":
                kestrel.ListenLocalhost(options.Port);
                break;
            case "*":
                kestrel.ListenAnyIP(options.Port);
                break;
            default:
                kestrel.Listen(IPAddress.TryParse(options.Host, out var address) ? address : throw new SemComException($"--host must be localhost, * or an IP address (was '{options.Host}'); choose one of these"), options.Port);
                break;
        }
    }

    /// <summary>Names that requests may call the studio: other names would let a foreign site reach it by pointing its own name here.</summary>
    private static IEnumerable<string> HostNames(string host) => host == "*" ? ["*"] : ["localhost", "127.0.0.1", "[::1]", host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host];
}
