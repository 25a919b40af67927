using Npgsql;

namespace SemCom.Knowledge;

/// <summary>What is known of a row of the table entry that is to be removed.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Id">Its id.</param>
/// <param name="Length">Words of its text; null where it has none.</param>
internal sealed record PostgresRow(long Number, KnowledgeId Id, int? Length)
{
    /// <summary>Columns of a query for rows.</summary>
    public const string Columns = "entry.number, entry.id, entry.length";

    public static PostgresRow Read(PostgresSession session, NpgsqlDataReader row) => new(row.GetInt64(0), session.Id(row, 1), row.IsDBNull(2) ? null : row.GetInt32(2));
}
