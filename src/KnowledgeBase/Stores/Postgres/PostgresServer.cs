using System.Data;
using Npgsql;
using Polly;
using Polly.Retry;

namespace SemCom.Knowledge;

/// <summary>
/// Connections to the database of a store, for any number of threads. What fails for a passing reason (a broken connection, a server that starts) is tried again for some seconds, and a change never
/// made twice: each carries a token that is written with it.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    private const int Attempts = 6;

    private readonly NpgsqlDataSource _source;
    private readonly ResiliencePipeline _retry;

    /// <summary>Opens a server; its first answer is waited for by whoever asks first.</summary>
    public PostgresServer(PostgresAddress address)
    {
        Address = address;
        var builder = new NpgsqlDataSourceBuilder(address.ConnectionString);
        // Nothing but built-in types is used, so that their list need not be fetched.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        _source = builder.Build();
        _retry = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(PostgresErrors.IsPassing),
            MaxRetryAttempts = Attempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(100),
            OnRetry = _ =>
            {
                // The other connections of the pool may be broken likewise.
                _source.Clear();
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    /// <summary>Where it is.</summary>
    public PostgresAddress Address { get; }

    /// <summary>Runs something, perhaps several times, that does not write or may write twice.</summary>
    public T Use<T>(Func<PostgresSession, T> act)
    {
        try
        {
            return _retry.Execute(() =>
            {
                using var connection = _source.OpenConnection();
                return act(new PostgresSession(connection, Address));
            });
        }
        catch (Exception e) when (PostgresErrors.IsKnown(e))
        {
            throw PostgresErrors.Translate(Address, e);
        }
    }

    /// <summary>Reads several things as of one moment.</summary>
    public T Look<T>(Func<PostgresSession, T> act) => Use(session =>
    {
        using var transaction = session.Begin(IsolationLevel.RepeatableRead);
        var seen = act(session);
        transaction.Commit();
        return seen;
    });

    /// <summary>Changes the store wholly or not at all, one writer at a time; when it returns, the change is on the server's disk.</summary>
    /// <param name="act">Makes the change, perhaps several times of which one stands, and returns what <see cref="Write"/> returns: 0 when there was nothing to change.</param>
    public int Write(Func<PostgresChange, int> act)
    {
        var (token, isRepeated) = (Guid.NewGuid(), false);
        return Use(session =>
        {
            using var transaction = session.Begin(IsolationLevel.ReadCommitted);
            var change = PostgresChange.Begin(session);
            // The connection may have broken after the commit: then it is done.
            if (isRepeated && change.ResultOf(token) is { } earlier)
                return earlier;
            isRepeated = true;
            var result = act(change);
            if (result > 0)
            {
                change.Save(token, result);
                transaction.Commit();
            }
            return result;
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
