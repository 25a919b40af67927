using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace SemCom.Agents;

/// <summary>From outside to inside: most time in all, retries, circuit breaker, most time of a try.</summary>
internal static class ChatResilience
{
    public static ResiliencePipeline<string> Create(ChatIntentOptions options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<string> { TimeProvider = time };
        builder.AddTimeout(TimeSpan.FromSeconds(options.TotalSeconds));
        if (options.Retries > 0)
            builder.AddRetry(Retry(options));
        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<string>
            {
                FailureRatio = 0.5,
                MinimumThroughput = options.FailuresToBreak,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(options.BreakSeconds),
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is ChatFailure { IsTransient: true, IsThrottled: false } or TimeoutRejectedException),
            })
            .AddTimeout(TimeSpan.FromSeconds(options.TrySeconds))
            .Build();
    }

    private static RetryStrategyOptions<string> Retry(ChatIntentOptions options) => new()
    {
        MaxRetryAttempts = options.Retries,
        BackoffType = DelayBackoffType.Exponential,
        Delay = TimeSpan.FromSeconds(options.PauseSeconds),
        MaxDelay = TimeSpan.FromSeconds(options.TotalSeconds),
        ShouldHandle = arguments => ValueTask.FromResult(MayHelp(arguments.Outcome.Exception, options)),
        DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as ChatFailure)?.Pause),
    };

    /// <summary>Whether to ask again: not when the endpoint wants a longer pause than there is time.</summary>
    private static bool MayHelp(Exception? fault, ChatIntentOptions options) =>
        fault is TimeoutRejectedException || (fault is ChatFailure { IsTransient: true } failure && !(failure.Pause?.TotalSeconds > options.TotalSeconds));
}
