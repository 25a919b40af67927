using System.Data;

namespace SemCom.Knowledge;

/// <summary>Tables of a store in a schema of its own, and whether a schema has them and no other ones.</summary>
internal static class PostgresSchema
{
    /// <summary>Changes for which it is remembered what they removed, and by which token they are known.</summary>
    public const int Remembered = 65_536;

    /// <summary>Step n makes the tables of version n + 1 from those of version n. Never change one that has been published.</summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE store(application text PRIMARY KEY, version int NOT NULL, change bigint NOT NULL, number bigint NOT NULL, texts bigint NOT NULL, words bigint NOT NULL);
        CREATE TABLE entry(number bigint PRIMARY KEY, id bytea NOT NULL UNIQUE CHECK (octet_length(id) = 32), kind int NOT NULL, key bytea NOT NULL, dimensions int NOT NULL, embedding real[],
            length int, expiry bigint, change bigint NOT NULL, bytes bytea NOT NULL CHECK (octet_length(bytes) <= 1048576), UNIQUE(kind, key));
        CREATE INDEX entry_dimensions ON entry(kind, dimensions) WHERE dimensions > 0;
        CREATE INDEX entry_change ON entry(kind, change) WHERE dimensions > 0;
        CREATE INDEX entry_expiry ON entry(expiry) WHERE expiry IS NOT NULL;
        CREATE TABLE word(word bytea NOT NULL, entry bigint NOT NULL, times int NOT NULL CHECK (times > 0), PRIMARY KEY(word, entry) INCLUDE (times));
        CREATE INDEX word_entry ON word(entry);
        CREATE TABLE record(id bytea PRIMARY KEY CHECK (octet_length(id) = 32), bytes bytea NOT NULL CHECK (octet_length(bytes) <= 4194304));
        CREATE TABLE removal(change bigint NOT NULL, kind int NOT NULL, id bytea NOT NULL, PRIMARY KEY(change, id));
        CREATE TABLE written(change bigint PRIMARY KEY, token uuid NOT NULL, result int NOT NULL);
        INSERT INTO store VALUES('semcom-kb', 0, 0, 0, 0, 0)
        """,
    ];

    /// <summary>The version that is written and read.</summary>
    public static int Version => Steps.Length;

    /// <summary>Whether there is a store, of whichever version.</summary>
    public static bool IsThere(PostgresServer server) => server.Use(session => HasStore(session, server.Address));

    /// <summary>Makes the tables where there are none and brings older ones up to date; refuses every schema that is neither empty nor a store of this version or an earlier one.</summary>
    public static void Prepare(PostgresServer server)
    {
        // Tables without a store are judged under the lock alone: without it another process may make them between two looks.
        if (server.Use(session => !HasStore(session, server.Address) || VersionOf(session, server.Address) != Version))
        {
            server.Use(session =>
            {
                using var transaction = session.Begin(IsolationLevel.ReadCommitted);
                // Another process may do the same now; whoever comes second finds it done.
                session.Query("SELECT pg_advisory_xact_lock(hashtextextended('semcom-kb ' || $1, 0))", _ => true, server.Address.SchemaName);
                Bring(session, server.Address);
                transaction.Commit();
                return true;
            });
        }
    }

    private static void Bring(PostgresSession session, PostgresAddress address)
    {
        var version = VersionOf(session, address);
        if (version == 0 && session.Number("SELECT count(*) FROM pg_namespace WHERE nspname = $1", address.SchemaName) == 0)
            session.Execute($"CREATE SCHEMA {address.SchemaName}");
        for (; version < Version; version++)
        {
            session.Execute(Steps[version]);
            session.Execute("UPDATE store SET version = $1", version + 1);
        }
    }

    /// <summary>The version of the tables, 0 where there are none.</summary>
    private static int VersionOf(PostgresSession session, PostgresAddress address)
    {
        if (!HasStore(session, address))
        {
            var others = session.Number("SELECT count(*) FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1)", address.SchemaName);
            return others == 0 ? 0 : throw new SemComException($"'{address}' must be a knowledge base of SemCom (has tables of another program); name another schema");
        }
        var found = session.Query("SELECT application, version FROM store", row => (Application: row.GetString(0), Version: row.GetInt32(1)));
        if (found is not [{ Application: "semcom-kb", Version: > 0 and var version }])
            throw PostgresErrors.Damaged(address, "its tables are not those of a store");
        if (version > Version)
            throw new SemComException($"'{address}' must be of schema version {Version} (is of version {version}); use the version of SemCom that made it, or import its export");
        return version;
    }

    private static bool HasStore(PostgresSession session, PostgresAddress address) =>
        session.Number("SELECT count(*) FROM pg_class WHERE relname = 'store' AND relkind = 'r' AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1)", address.SchemaName) > 0;
}
