using System.Data.Common;
using System.Text.RegularExpressions;
using Npgsql;

namespace SemCom.Knowledge;

/// <summary>
/// Where a store on a PostgreSQL server is: postgres://user@host:port/database?schema=name, or a string of Npgsql with Host=. One schema holds one store. A member's files lie where files= says.
/// </summary>
internal sealed partial class PostgresAddress
{
    /// <summary>The schema of a store whose address names none.</summary>
    public const string DefaultSchema = "semcom";

    private const string Files = "files", Schema = "schema";
    private const string Form = "an address of a store must be postgres://user@host:port/database?schema=name, or Host=...;Username=...;Database=...";
    private const int SecondsToConnect = 10, MostConnections = 8, PreparedStatements = 32;

    private PostgresAddress(DbConnectionStringBuilder values)
    {
        var files = Take(values, Files);
        var schema = Take(values, Schema);
        var builder = Known(values);
        SchemaName = schema ?? builder.SearchPath ?? DefaultSchema;
        builder.SearchPath = SchemaName;
        if (!SchemaForm().IsMatch(SchemaName))
            throw new SemComException($"schema of a store must be 1 to 63 of a-z, 0-9 and _ and begin with a letter (was '{SchemaName}'); choose another name");
        if (string.IsNullOrEmpty(builder.Host))
            throw Wrong("it names no host");
        builder.Database ??= builder.Username ?? throw Wrong("it names no database");
        MemberFiles = files ?? (SchemaName == DefaultSchema ? builder.Database : $"{builder.Database}.{SchemaName}");
        Text = $"postgres://{(builder.Username is { } user ? $"{user}@" : "")}{builder.Host}:{builder.Port}/{builder.Database}?schema={SchemaName}";
        // Passwords of another database must not follow from messages: nothing but the text is ever shown.
        builder.PersistSecurityInfo = false;
        builder.IncludeErrorDetail = false;
        builder.ApplicationName ??= "semcom";
        // What is said to be written is on the server's disk; nobody waits for ever; the queries are too short to be compiled.
        builder.Options = $"{builder.Options} -c synchronous_commit=on -c jit=off -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000".TrimStart();
        Default(builder, "Timeout", SecondsToConnect);
        Default(builder, "Maximum Pool Size", MostConnections);
        Default(builder, "Max Auto Prepare", PreparedStatements);
        ConnectionString = builder.ConnectionString;
    }

    /// <summary>The address without its password.</summary>
    public string Text { get; }

    /// <summary>The schema that holds the store.</summary>
    public string SchemaName { get; }

    /// <summary>Where a member's files lie, without their endings.</summary>
    public string MemberFiles { get; }

    /// <summary>For Npgsql; holds the password.</summary>
    public string ConnectionString { get; }

    /// <summary>Whether a name is an address and not a file.</summary>
    public static bool IsAddress(string name) => IsUri(name) || StringForm().IsMatch(name);

    /// <summary>Reads an address.</summary>
    /// <exception cref="SemComException">It is none, or a value breaks its rule. The message does not repeat the address, which may hold a password.</exception>
    public static PostgresAddress Parse(string name)
    {
        try
        {
            return new PostgresAddress(IsUri(name) ? OfUri(name) : new DbConnectionStringBuilder { ConnectionString = name });
        }
        catch (Exception e) when (e is ArgumentException or FormatException or UriFormatException or InvalidCastException)
        {
            throw Wrong("it has unknown or wrong parts");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static bool IsUri(string name) => name.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || name.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    private static DbConnectionStringBuilder OfUri(string name)
    {
        // Uri needs a host, which an address with a socket's folder (host=/run/postgresql) lacks.
        var uri = new Uri(name.Replace(":///", "://localhost/", StringComparison.Ordinal));
        var values = new DbConnectionStringBuilder { ["Host"] = uri.IdnHost };
        if (uri.Port > 0)
            values["Port"] = uri.Port;
        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            values["Username"] = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            values["Password"] = Uri.UnescapeDataString(user[1]);
        if (uri.AbsolutePath.Length > 1)
            values["Database"] = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        foreach (var part in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            values[Uri.UnescapeDataString(pair[0])] = pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : throw Wrong($"'{pair[0]}' has no value");
        }
        return values;
    }

    private static NpgsqlConnectionStringBuilder Known(DbConnectionStringBuilder values)
    {
        var known = new NpgsqlConnectionStringBuilder();
        foreach (string name in values.Keys)
            known[name] = values[name];
        return known;
    }

    private static string? Take(DbConnectionStringBuilder values, string name)
    {
        var found = values.TryGetValue(name, out var value) && value is string { Length: > 0 } text ? text : null;
        values.Remove(name);
        return found;
    }

    private static void Default(NpgsqlConnectionStringBuilder builder, string name, int value)
    {
        if (!builder.ContainsKey(name))
            builder[name] = value;
    }

    private static SemComException Wrong(string reason) => new($"{Form} ({reason}); correct it");

    [GeneratedRegex(@"(^|;)\s*(host|server)\s*=", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StringForm();

    [GeneratedRegex("^[a-z][a-z0-9_]{0,62}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SchemaForm();
}
