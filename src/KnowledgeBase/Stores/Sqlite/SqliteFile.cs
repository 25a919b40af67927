using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SemCom.Knowledge;

/// <summary>
/// One connection to the file of a store. <see cref="Use{T}"/> lets one thread in at a time and names errors; the other members are called inside it.
/// Results are read at once, so that no statement is left open.
/// </summary>
internal sealed class SqliteFile : IDisposable
{
    /// <summary>Most bytes of a value; what claims more is damaged.</summary>
    public const int MaxValue = 8 << 20;

    private const int SecondsToWait = 10, DefensiveOption = 1010;

    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private bool _isDisposed;

    /// <summary>Opens a file and makes it where there is none.</summary>
    public SqliteFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Batteries_V2.Init();
        Path = System.IO.Path.GetFullPath(path);
        var options = new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false, DefaultTimeout = SecondsToWait };
        _connection = new SqliteConnection(options.ToString());
        try
        {
            Use(() =>
            {
                _connection.Open();
                Harden();
                SqliteSchema.Prepare(this);
                return true;
            });
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Runs something while no other thread does.</summary>
    public T Use<T>(Func<T> act)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            try
            {
                return act();
            }
            catch (SqliteException e)
            {
                throw SqliteErrors.Translate(Path, e);
            }
        }
    }

    /// <summary>Runs something wholly or not at all; when it returns, it is on the disk.</summary>
    public void Transact(Action act)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            act();
            Execute("COMMIT");
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    /// <summary>Runs a statement without a result. Values stand at $1, $2 and so on.</summary>
    /// <returns>Rows that it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>Rows of a query.</summary>
    public List<T> Query<T>(string sql, Func<object[], T> read, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        using var reader = Command(sql, values).ExecuteReader();
        var row = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(row);
            rows.Add(read(row));
        }
        return rows;
    }

    /// <summary>The number that a query gives.</summary>
    public long Number(string sql, params ReadOnlySpan<object?> values) =>
        Query(sql, row => row[0], values) is [long number] ? number : throw Damaged("a number is missing");

    /// <summary>An id of a row.</summary>
    public KnowledgeId Id(object value) => value is byte[] { Length: KnowledgeId.Length } bytes ? new KnowledgeId(bytes) : throw Damaged("an id is none");

    /// <summary>An entry of a row, if its bytes are those of its id.</summary>
    public KnowledgeEntry Entry(object id, object bytes)
    {
        var address = Id(id);
        try
        {
            if (bytes is byte[] wire && KnowledgeEntry.FromBytes(wire) is var entry && entry.Id == address)
                return entry;
        }
        catch (SemComException e)
        {
            throw SqliteErrors.Damaged(Path, $"entry {address} cannot be read", e);
        }
        throw Damaged($"entry {address} has other bytes");
    }

    /// <summary>The error for a file with wrong contents.</summary>
    public SemComException Damaged(string reason) => SqliteErrors.Damaged(Path, reason);

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            foreach (var command in _commands.Values)
                command.Dispose();
            _connection.Dispose();
        }
    }

    /// <summary>Files come from anywhere: nothing of their schema may run functions or reach SQLite's own tables.</summary>
    private void Harden()
    {
        var handle = _connection.Handle!;
        _ = raw.sqlite3_db_config(handle, DefensiveOption, 1, out _);
        _ = raw.sqlite3_limit(handle, raw.SQLITE_LIMIT_LENGTH, MaxValue);
        _ = raw.sqlite3_busy_timeout(handle, 1000 * SecondsToWait);
        Execute("PRAGMA trusted_schema = OFF");
        Execute("PRAGMA cell_size_check = ON");
        Execute("PRAGMA mmap_size = 0");
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i + 1}" });
            _commands.Add(sql, command);
        }
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    private void RollBack()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // After some errors SQLite has done it already.
        }
    }
}
