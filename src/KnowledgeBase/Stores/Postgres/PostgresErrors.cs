using System.Net.Sockets;
using Npgsql;

namespace SemCom.Knowledge;

/// <summary>Errors of a server and of the way to it in the words of SemCom.</summary>
internal static class PostgresErrors
{
    /// <summary>Whether an error may be translated.</summary>
    public static bool IsKnown(Exception e) => e is NpgsqlException or SocketException or IOException or TimeoutException or InvalidCastException;

    /// <summary>Whether another attempt may help and comes soon enough to be waited for.</summary>
    public static bool IsPassing(Exception e) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => false,
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException { InnerException: SocketException socket } => IsPassing(socket),
        NpgsqlException { IsTransient: true } => true,
        SocketException { SocketErrorCode: SocketError.HostNotFound } => false,
        SocketException or IOException => true,
        _ => false,
    };

    public static SemComException Translate(PostgresAddress address, Exception e) => e switch
    {
        PostgresException server => Translate(address, server),
        InvalidCastException => Damaged(address, "its columns have other types", e),
        _ when e.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => Refused(address, e),
        _ => Error($"'{address}' must answer ({Reason(e.InnerException ?? e)}); start the server, or correct host and port", e),
    };

    public static SemComException Damaged(PostgresAddress address, string reason, Exception? cause = null) =>
        Error($"'{address}' must be an undamaged knowledge base ({reason}); restore it from a copy, or import an export into a new schema", cause);

    public static string Reason(Exception e) => (e as PostgresException)?.MessageText.ReplaceLineEndings(" ") ?? e.Message.ReplaceLineEndings(" ").TrimEnd('.');

    private static SemComException Translate(PostgresAddress address, PostgresException e) => e.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => Refused(address, e),
        PostgresErrorCodes.InvalidCatalogName => Error($"'{address}' must name a database that is there ({Reason(e)}); make it with `createdb`, or name another one", e),
        PostgresErrorCodes.InsufficientPrivilege => Error($"'{address}' must let its user make and write tables ({Reason(e)}); have its owner grant CREATE on the database, or use the owner's name", e),
        PostgresErrorCodes.LockNotAvailable => Error($"'{address}' must not be held by another program ({Reason(e)}); end that program and try again", e),
        PostgresErrorCodes.ReadOnlySqlTransaction => Error($"'{address}' must be writable ({Reason(e)}); name the primary server", e),
        PostgresErrorCodes.DiskFull => Error($"'{address}' must have room to grow ({Reason(e)}); free space on the server's disk", e),
        PostgresErrorCodes.TooManyConnections => Error($"'{address}' must have a connection to spare ({Reason(e)}); end other programs, or raise max_connections", e),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.DatatypeMismatch or PostgresErrorCodes.UndefinedFunction =>
            Damaged(address, "its tables are not those of a store", e),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation => Damaged(address, Reason(e), e),
        _ => Error($"'{address}' must carry out what it is asked ({Reason(e)}, code {e.SqlState}); the server's log says more", e),
    };

    private static SemComException Refused(PostgresAddress address, Exception e) =>
        Error($"'{address}' must accept its user ({Reason(e)}); set PGPASSWORD, or write a line in ~/.pgpass", e);

    private static SemComException Error(string message, Exception? cause) => new(message, cause!);
}
