using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace SemCom.Knowledge;

/// <summary>A connection for the length of one task. Values of statements stand at $1, $2 and so on.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection, PostgresAddress address)
{
    /// <summary>Begins a transaction; what is not committed when it is disposed has not happened.</summary>
    public NpgsqlTransaction Begin(IsolationLevel level) => connection.BeginTransaction(level);

    /// <summary>Runs a statement without a result.</summary>
    /// <returns>Rows that it changed.</returns>
    public int Execute(string sql, params object?[] values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Rows of a query, one after the other.</summary>
    public IEnumerable<T> Each<T>(string sql, Func<NpgsqlDataReader, T> read, params object?[] values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return read(reader);
    }

    /// <summary>Rows of a query.</summary>
    public List<T> Query<T>(string sql, Func<NpgsqlDataReader, T> read, params object?[] values) => [.. Each(sql, read, values)];

    /// <summary>The number that a query gives; null where it gives none.</summary>
    public long? Number(string sql, params object?[] values) => Query(sql, row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), values) is [var number] ? number : null;

    /// <summary>Writes rows into a table, all or none.</summary>
    /// <param name="columns">The table and its columns, as COPY has them.</param>
    /// <param name="types">Their types.</param>
    /// <param name="rows">Values of each row.</param>
    public void Copy(string columns, NpgsqlDbType[] types, IEnumerable<object?[]> rows)
    {
        using var writer = connection.BeginBinaryImport($"COPY {columns} FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            writer.StartRow();
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i] is null)
                    writer.WriteNull();
                else
                    writer.Write(row[i], types[i]);
            }
        }
        writer.Complete();
    }

    /// <summary>An id of a row.</summary>
    public KnowledgeId Id(NpgsqlDataReader row, int column) =>
        !row.IsDBNull(column) && row.GetFieldValue<byte[]>(column) is { Length: KnowledgeId.Length } bytes ? new KnowledgeId(bytes) : throw Damaged("an id is none");

    /// <summary>An entry of a row with its id and then its bytes, if these are those of the id.</summary>
    public KnowledgeEntry Entry(NpgsqlDataReader row)
    {
        var id = Id(row, 0);
        try
        {
            if (!row.IsDBNull(1) && KnowledgeEntry.FromBytes(row.GetFieldValue<byte[]>(1)) is var entry && entry.Id == id)
                return entry;
        }
        catch (SemComException e)
        {
            throw PostgresErrors.Damaged(address, $"entry {id} cannot be read", e);
        }
        throw Damaged($"entry {id} has other bytes");
    }

    /// <summary>The error for wrong contents.</summary>
    public SemComException Damaged(string reason) => PostgresErrors.Damaged(address, reason);

    private NpgsqlCommand Command(string sql, object?[] values)
    {
#pragma warning disable CA2100 // All statements are constants; values go by parameters.
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}
