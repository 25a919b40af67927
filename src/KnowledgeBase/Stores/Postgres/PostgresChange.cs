using System.Text;
using NpgsqlTypes;

namespace SemCom.Knowledge;

/// <summary>A change of a store inside its transaction. It holds the row of the table store, so that no other change runs beside it; the row counts changes, entries, texts and words.</summary>
internal sealed class PostgresChange
{
    private static readonly NpgsqlDbType[] EntryTypes =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.Bytea, NpgsqlDbType.Integer, NpgsqlDbType.Bytea, NpgsqlDbType.Integer, NpgsqlDbType.Array | NpgsqlDbType.Real, NpgsqlDbType.Integer, NpgsqlDbType.Bigint,
        NpgsqlDbType.Bigint, NpgsqlDbType.Bytea,
    ];

    private static readonly NpgsqlDbType[] WordTypes = [NpgsqlDbType.Bytea, NpgsqlDbType.Bigint, NpgsqlDbType.Integer];

    private readonly long _change;
    private long _number, _texts, _words;

    private PostgresChange(PostgresSession session, long change, long number, long texts, long words) =>
        (Session, _change, _number, _texts, _words) = (session, change + 1, number, texts, words);

    /// <summary>Where it runs.</summary>
    public PostgresSession Session { get; }

    /// <summary>Waits until no other change runs.</summary>
    public static PostgresChange Begin(PostgresSession session) =>
        session.Query("SELECT change, number, texts, words FROM store FOR UPDATE", row => new PostgresChange(session, row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3))) is [var change]
            ? change
            : throw session.Damaged("its tables are not those of a store");

    /// <summary>What a change of a token came to; null when there is none.</summary>
    public int? ResultOf(Guid token) => (int?)Session.Number("SELECT result::bigint FROM written WHERE token = $1", token);

    /// <summary>Adds entries whose places are free.</summary>
    public void Insert(IReadOnlyList<KnowledgeEntry> entries)
    {
        var rows = entries.Select((entry, i) => (Entry: entry, Number: _number + 1 + i, Length: PostgresWords.LengthOf(entry))).ToList();
        Session.Copy("entry(number, id, kind, key, dimensions, embedding, length, expiry, change, bytes)", EntryTypes, rows.Select(row => (object?[])
        [
            row.Number, row.Entry.Id.ToArray(), (int)row.Entry.Kind, Encoding.UTF8.GetBytes(row.Entry.Key), row.Entry.Embedding.Length,
            row.Entry.Embedding.Length > 0 ? row.Entry.Embedding.ToArray() : null, row.Length, row.Entry.Expiry?.ToUnixTimeMilliseconds(), _change, row.Entry.Bytes.ToArray(),
        ]));
        if (rows.Exists(row => row.Length > 0))
        {
            Session.Copy("word(word, entry, times)", WordTypes,
                rows.SelectMany(row => PostgresWords.Of(row.Entry).Select(word => (object?[])[word.Word, row.Number, word.Times])));
        }
        _number += rows.Count;
        Count(rows.Select(row => row.Length), sign: 1);
    }

    /// <summary>Removes rows, and remembers that they were there for who has them in memory.</summary>
    public void Delete(IReadOnlyList<PostgresRow> rows)
    {
        var numbers = rows.Select(row => row.Number).ToArray();
        Session.Execute("DELETE FROM word WHERE entry = ANY($1)", numbers);
        Session.Execute("WITH gone AS (DELETE FROM entry WHERE number = ANY($1) RETURNING kind, id) INSERT INTO removal SELECT $2, kind, id FROM gone ON CONFLICT DO NOTHING", numbers, _change);
        Count(rows.Select(row => row.Length), sign: -1);
    }

    /// <summary>Writes the counts and the token, and forgets those of long ago.</summary>
    public void Save(Guid token, int result)
    {
        Session.Execute("UPDATE store SET change = $1, number = $2, texts = $3, words = $4", _change, _number, _texts, _words);
        Session.Execute("INSERT INTO written VALUES($1, $2, $3)", _change, token, result);
        Session.Execute("DELETE FROM written WHERE change <= $1", _change - PostgresSchema.Remembered);
        Session.Execute("DELETE FROM removal WHERE change <= $1", _change - PostgresSchema.Remembered);
    }

    private void Count(IEnumerable<int?> lengths, int sign)
    {
        foreach (var length in lengths.OfType<int>())
            (_texts, _words) = (_texts + sign, _words + sign * length);
    }
}
