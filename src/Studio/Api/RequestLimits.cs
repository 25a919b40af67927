using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace SemCom.Studio;

/// <summary>How much one address may ask for.</summary>
internal static class RequestLimits
{
    /// <summary>Requests under <c>/v1</c> from one address.</summary>
    public const string PerAddress = "address";

    /// <summary>Pictures and sounds that are sent at the same time by requests, for all.</summary>
    private const int Sending = 2, SendingQueue = 8;

    /// <summary>Takes the limits in.</summary>
    public static void Add(IServiceCollection services, StudioLimits limits)
    {
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = RefuseAsync;
            options.AddPolicy(PerAddress, context => RateLimitPartition.GetTokenBucketLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = limits.MaxRequestsPerMinute,
                    TokensPerPeriod = Math.Max(1, limits.MaxRequestsPerMinute / 60),
                    ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60.0 / limits.MaxRequestsPerMinute)),
                    QueueLimit = 0,
                }));
        });
        services.AddKeyedSingleton<RateLimiter>(Sends, (_, _) => new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = Sending, QueueLimit = SendingQueue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst }));
    }

    /// <summary>Key of the limiter of pictures and sounds that are sent at the same time.</summary>
    public const string Sends = "sends";

    private static async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var seconds = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
        context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        context.HttpContext.RequestServices.GetRequiredService<StudioServices>().Metrics.Refusal("rate");
        await Problems.Of(StatusCodes.Status429TooManyRequests, "too many requests from this address", $"wait {seconds} s").ExecuteAsync(context.HttpContext).ConfigureAwait(false);
    }
}
