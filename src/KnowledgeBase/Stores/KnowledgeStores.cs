using SemCom.Knowledge;

namespace SemCom;

/// <summary>Stores by name: the path of a file, or the address of a PostgreSQL server (postgres://user@host:port/database?schema=name&amp;files=path, or Host=...;Database=...;Schema=name;Files=path).</summary>
public static class KnowledgeStores
{
    /// <summary>Opens a store, or makes an empty one where there is none.</summary>
    /// <param name="name">A path or an address.</param>
    /// <param name="time">What says whether an entry is expired.</param>
    /// <exception cref="SemComException">It cannot be opened, is damaged, is something else or of another version of the schema.</exception>
    public static IMemberStore Open(string name, TimeProvider time) => IsOnServer(name) ? new PostgresKnowledgeStore(name, time) : new SqliteKnowledgeStore(name, time);

    /// <summary>Whether there is something by that name.</summary>
    /// <exception cref="SemComException">The server does not answer or refuses.</exception>
    public static bool Exists(string name)
    {
        if (!IsOnServer(name))
            return File.Exists(name);
        using var server = new PostgresServer(PostgresAddress.Parse(name));
        return PostgresSchema.IsThere(server);
    }

    /// <summary>The path of a member's files without their endings: that of a file, of a server what its address says or, in the current folder, the names of database and schema.</summary>
    public static string FilesOf(string name) => IsOnServer(name) ? PostgresAddress.Parse(name).MemberFiles : name;

    /// <summary>The name as it may be shown: without a password.</summary>
    public static string Shown(string name) => IsOnServer(name) ? PostgresAddress.Parse(name).Text : name;

    private static bool IsOnServer(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return PostgresAddress.IsAddress(name);
    }
}
