using System.Globalization;

namespace SemCom.Knowledge.Tests.Stores.Postgres;

/// <summary>Ways to a server that are wrong, break or are cut.</summary>
public sealed class PostgresConnectionTests(PostgresFixture fixture)
{
    private readonly string _schema = fixture.NextSchema();
    private readonly ManualTime _time = new();

    [Fact]
    public void AWrongPassword_AnAbsentDatabase_AndAnAbsentServer_AreNamed()
    {
        var server = fixture.Server;
        using (var store = KnowledgeStores.Open(server.Tcp(_schema), _time))
            Assert.Equal(0, store.Count);
        Refused(server.Tcp(_schema, password: "hidden7"), "must accept its user", "PGPASSWORD");
        Refused(server.Tcp(_schema, database: "none"), "must name a database", "createdb");
        Refused("postgres://me:hidden7@127.0.0.1:1/db", "postgres://me@127.0.0.1:1/db?schema=semcom", "must answer", "start the server");
        Refused("postgres://me:hidden7@no-such-host.invalid/db", "must answer");
    }

    [Theory]
    [InlineData("postgres://me:hidden7@host/db?schema=Up", "schema")]
    [InlineData("postgres://me:hidden7@host/db?schema=a;drop", "schema")]
    [InlineData("postgres://me:hidden7@host/db?nonsense=1", "unknown")]
    [InlineData("postgres://me:hidden7@host/db?schema", "no value")]
    [InlineData("postgres://me:hidden7@host:99999999/db", "unknown or wrong")]
    [InlineData("postgres://host", "no database")]
    [InlineData("Host=a;Password=hidden7;Rubbish=b", "unknown")]
    [InlineData("Host=;Password=hidden7;Database=b", "no host")]
    public void AWrongAddress_IsRefused_WithoutItsPassword(string address, string part) => Refused(address, part);

    [Fact]
    public void AddressesAreRead()
    {
        var address = PostgresAddress.Parse("postgres://me:pass%40word@db.example:6543/harbour?schema=camera&files=keys/camera&sslmode=require");
        Assert.Equal(("postgres://me@db.example:6543/harbour?schema=camera", "keys/camera"), (address.Text, address.MemberFiles));
        var builder = new Npgsql.NpgsqlConnectionStringBuilder(address.ConnectionString);
        Assert.Equal(("db.example", 6543, "me", "pass@word", "harbour", "camera", Npgsql.SslMode.Require),
            (builder.Host, builder.Port, builder.Username, builder.Password, builder.Database, builder.SearchPath, builder.SslMode));
        Assert.Equal("harbour", KnowledgeStores.FilesOf("postgres://me@db.example/harbour"));
        Assert.Equal("harbour.station", KnowledgeStores.FilesOf("Host=db.example;Username=me;Database=harbour;Search Path=station"));
        Assert.Equal("postgres://me@db.example:5432/harbour?schema=semcom", KnowledgeStores.Shown("server=db.example;username=me;password=x;database=harbour"));
        Assert.Equal("a/host.kb", KnowledgeStores.Shown("a/host.kb"));
    }

    [Fact]
    public void ACommitWhoseAnswerIsLost_IsNotRepeated()
    {
        var server = fixture.Server;
        using var proxy = new CuttingProxy(server.Port);
        using var other = KnowledgeStores.Open(server.Address(_schema), _time);
        using var store = KnowledgeStores.Open(server.Tcp(_schema, proxy.Port), _time);
        var (mine, theirs) = (Entry("k", 1), Entry("k", 2));
        // Between the commit and its repetition somebody replaces the entry; made twice, the addition would replace it again.
        proxy.CutNext(() =>
        {
            WaitFor(() => other.Find(mine.Id) is not null);
            other.Add([theirs]);
        });
        store.Add([mine]);
        Assert.Equal(1, proxy.Cuts);
        Assert.Equal(theirs, Assert.Single(store.All()));

        proxy.CutNext(() => WaitFor(() => other.Count == 0));
        Assert.True(store.Remove(theirs.Id));
        proxy.CutNext(() => WaitFor(() => other.Records.Ids.Count == 1));
        Assert.True(store.Records.Add([1, 2, 3]));
        proxy.CutNext(() => WaitFor(() => other.Records.Ids.Count == 3));
        store.Records.AddAll([[1, 2, 3], [4], [5]]);
        Assert.Equal(4, proxy.Cuts);
        Assert.False(store.Records.Add([1, 2, 3]));
        Assert.Empty(other.Verify().Problems);
    }

    [Fact]
    public async Task WhatWasCommitted_SurvivesKillingOfTheServer()
    {
        if (PostgresInstance.Missing is { } reason)
            Assert.Skip(reason);
        using var server = new PostgresInstance();
        using var store = KnowledgeStores.Open(server.Address(_schema), _time);
        const int Entries = 150;
        var done = 0;
        var writer = Task.Run(() =>
        {
            for (var i = 0; i < Entries; i++)
            {
                AddStubbornly(store, Entry(i.ToString(CultureInfo.InvariantCulture), 1));
                Volatile.Write(ref done, i + 1);
            }
        }, TestContext.Current.CancellationToken);
        foreach (var moment in new[] { 20, 70 })
        {
            WaitFor(() => writer.IsCompleted || Volatile.Read(ref done) >= moment);
            server.Kill();
            server.Start();
            using var reader = KnowledgeStores.Open(server.Address(_schema), _time);
            var said = Volatile.Read(ref done);
            Assert.InRange(reader.Count, said, Entries);
            Assert.All(Enumerable.Range(0, said), i => Assert.NotNull(reader.Find(KnowledgeKind.TextFact, i.ToString(CultureInfo.InvariantCulture))));
        }
        await writer;
        Assert.Equal(Entries, store.Count);
        Assert.Empty(store.Verify().Problems);
    }

    private static KnowledgeEntry Entry(string key, byte value) => new(KnowledgeKind.TextFact, key, [value], [1, value], $"quay {key}");

    /// <summary>A server on a loaded machine may take longer to start than the store tries.</summary>
    private static void AddStubbornly(IMemberStore store, KnowledgeEntry entry) => WaitFor(() =>
    {
        try
        {
            store.Add([entry]);
            return true;
        }
        catch (SemComException)
        {
            return false;
        }
    });

    private static void WaitFor(Func<bool> isSo)
    {
        var end = Environment.TickCount64 + 20_000;
        while (!isSo())
        {
            Assert.True(Environment.TickCount64 < end, "what is waited for does not come");
            Thread.Sleep(1);
        }
    }

    private void Refused(string address, params string[] parts)
    {
        var message = Assert.Throws<SemComException>(() => KnowledgeStores.Open(address, _time)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.DoesNotContain("hidden7", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
