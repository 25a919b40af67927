namespace SemCom.Knowledge;

/// <summary>Tables of a store, and whether a file has them and no other ones.</summary>
internal static class SqliteSchema
{
    /// <summary>"SCkb", by which a file is known as a store (PRAGMA application_id).</summary>
    public const long ApplicationId = 0x53436B62;

    /// <summary>The version that is written and read (PRAGMA user_version).</summary>
    public const long Version = 1;

    private const string Shadow = "word_";

    private static readonly (string Name, string Sql)[] Objects =
    [
        ("entry", "CREATE TABLE entry(number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, kind INTEGER NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, dimensions INTEGER NOT NULL, expiry INTEGER, bytes BLOB NOT NULL, UNIQUE(kind, key)) STRICT"),
        ("entry_dimensions", "CREATE INDEX entry_dimensions ON entry(kind, dimensions) WHERE dimensions > 0"),
        ("entry_expiry", "CREATE INDEX entry_expiry ON entry(expiry) WHERE expiry IS NOT NULL"),
        ("entry_text", "CREATE VIEW entry_text(number, text) AS SELECT number, text FROM entry WHERE text <> ''"),
        ("word", "CREATE VIRTUAL TABLE word USING fts5(text, content='entry_text', content_rowid='number', tokenize='unicode61 remove_diacritics 2')"),
        ("entry_added", "CREATE TRIGGER entry_added AFTER INSERT ON entry WHEN new.text <> '' BEGIN INSERT INTO word(rowid, text) VALUES(new.number, new.text); END"),
        ("entry_removed", "CREATE TRIGGER entry_removed AFTER DELETE ON entry WHEN old.text <> '' BEGIN INSERT INTO word(word, rowid, text) VALUES('delete', old.number, old.text); END"),
        ("record", "CREATE TABLE record(number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, bytes BLOB NOT NULL) STRICT"),
    ];

    /// <summary>Makes the tables in an empty file; refuses every file that is neither empty nor a store of this version.</summary>
    public static void Prepare(SqliteFile file)
    {
        if (IsEmpty(file))
        {
            Settle(file);
            file.Transact(() =>
            {
                // Another process may have made them meanwhile.
                if (IsEmpty(file))
                    Create(file);
            });
        }
        Check(file);
        Settle(file);
    }

    /// <summary>What is committed survives: the log is forced to the disk at every commit.</summary>
    private static void Settle(SqliteFile file)
    {
        file.Query("PRAGMA journal_mode = WAL", _ => true);
        file.Execute("PRAGMA synchronous = FULL");
    }

    private static bool IsEmpty(SqliteFile file) => file.Number("PRAGMA application_id") == 0 && file.Number("SELECT count(*) FROM sqlite_schema") == 0;

    private static void Create(SqliteFile file)
    {
        foreach (var (_, sql) in Objects)
            file.Execute(sql);
        file.Execute($"PRAGMA application_id = {ApplicationId}");
        file.Execute($"PRAGMA user_version = {Version}");
    }

    private static void Check(SqliteFile file)
    {
        if (file.Number("PRAGMA application_id") is var application && application != ApplicationId)
            throw new SemComException($"'{file.Path}' must be a knowledge base of SemCom (is an SQLite file of another program, application id {application}); give another path");
        if (file.Number("PRAGMA user_version") is var version && version != Version)
            throw new SemComException($"'{file.Path}' must be of schema version {Version} (is of version {version}); use the version of SemCom that made it, or import its export");
        // Triggers and views of a file run inside our statements, so that only our own are allowed.
        var found = file.Query("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL", row => (Name: row[0] as string ?? "", Sql: row[1] as string ?? ""))
            .Where(o => !o.Name.StartsWith(Shadow, StringComparison.Ordinal)).ToHashSet();
        if (!found.SetEquals(Objects))
            throw file.Damaged("its tables are not those of a store");
    }
}
