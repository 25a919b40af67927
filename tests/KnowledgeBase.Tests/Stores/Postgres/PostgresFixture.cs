using SemCom.Knowledge.Tests.Stores.Postgres;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace SemCom.Knowledge.Tests.Stores.Postgres;

/// <summary>One server for all tests of a run; it is started when a test first asks for it.</summary>
public sealed class PostgresFixture : IDisposable
{
    private readonly Lazy<PostgresInstance> _server = new(() => new PostgresInstance());
    private int _schemas;

    /// <summary>The server; a test that asks where there is none is skipped.</summary>
    internal PostgresInstance Server
    {
        get
        {
            if (PostgresInstance.Missing is { } reason)
                Assert.Skip(reason);
            return _server.Value;
        }
    }

    /// <summary>A name that no other test has.</summary>
    public string NextSchema() => $"test{Interlocked.Increment(ref _schemas)}";

    public void Dispose()
    {
        if (_server.IsValueCreated)
            _server.Value.Dispose();
    }
}
