using System.Text;
using Npgsql;

namespace SemCom.Knowledge;

/// <summary>Reads a whole store as of one moment and writes down what is wrong; it goes on after a wrong row.</summary>
internal sealed class PostgresExamination(PostgresSession session)
{
    private const int Page = 16, MaxProblems = 400;

    private readonly List<string> _problems = [];

    public StoreReport Run()
    {
        var entries = WalkEntries();
        var records = WalkRecords();
        CheckCounts();
        return new StoreReport(entries, records, [.. _problems.Select(p => p.ReplaceLineEndings(" "))]);
    }

    private int WalkEntries()
    {
        const string Sql = "SELECT id, bytes, number, kind, key, dimensions, embedding, length, expiry FROM entry WHERE number > $1 ORDER BY number LIMIT $2";
        var count = 0;
        for (var last = long.MinValue; ;)
        {
            var rows = session.Query(Sql, row => (Number: row.GetInt64(2), Entry: Check(row)), last, Page);
            var numbers = rows.Select(row => row.Number).ToArray();
            var words = session.Query("SELECT entry, word, times FROM word WHERE entry = ANY($1)", row => (Entry: row.GetInt64(0), Word: Convert.ToHexString(row.GetFieldValue<byte[]>(1)), Times: row.GetInt32(2)), numbers)
                .ToLookup(row => row.Entry, row => (row.Word, row.Times));
            foreach (var (number, entry) in rows)
            {
                last = number;
                if (entry is not null)
                    Note(words[number].ToHashSet().SetEquals(PostgresWords.Of(entry).Select(word => (Convert.ToHexString(word.Word), word.Times))), $"entry {entry.Id} is found by other words");
            }
            count += rows.Count;
            if (rows.Count < Page)
                return count;
        }
    }

    /// <summary>Compares the columns of a row with the entry in its bytes; null when these are not an entry.</summary>
    private KnowledgeEntry? Check(NpgsqlDataReader row)
    {
        try
        {
            var entry = session.Entry(row);
            var embedding = row.IsDBNull(6) ? [] : row.GetFieldValue<float[]>(6);
            var agrees = row.GetInt32(3) == (int)entry.Kind && row.GetFieldValue<byte[]>(4).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(entry.Key)) && row.GetInt32(5) == entry.Embedding.Length
                && (row.IsDBNull(7) ? null : row.GetInt32(7)) == PostgresWords.LengthOf(entry) && (row.IsDBNull(8) ? null : (long?)row.GetInt64(8)) == entry.Expiry?.ToUnixTimeMilliseconds();
            Note(agrees, $"entry {entry.Id} stands under another kind, key, number of words, dimension or expiry");
            Note(IsSame(embedding, entry.Embedding), $"entry {entry.Id} has another embedding");
            return entry;
        }
        catch (SemComException e)
        {
            Note(false, $"row {row.GetInt64(2)}: {e.Message}");
            return null;
        }
    }

    private int WalkRecords()
    {
        var count = 0;
        for (byte[] last = []; ;)
        {
            var rows = session.Query("SELECT id, bytes FROM record WHERE id > $1 ORDER BY id LIMIT $2", row => (Id: row.GetFieldValue<byte[]>(0), Bytes: row.GetFieldValue<byte[]>(1)), last, Page);
            foreach (var (id, bytes) in rows)
            {
                last = id;
                Note(KnowledgeId.Of(bytes).ToArray().AsSpan().SequenceEqual(id), $"record {Convert.ToHexStringLower(id)} has other bytes");
            }
            count += rows.Count;
            if (rows.Count < Page)
                return count;
        }
    }

    private void CheckCounts()
    {
        foreach (var kind in session.Query("SELECT kind FROM entry WHERE dimensions > 0 GROUP BY kind HAVING min(dimensions) <> max(dimensions)", row => row.GetInt32(0)))
            Note(false, $"embeddings of kind {kind} have different dimensions");
        Note(session.Number("SELECT count(*) FROM word WHERE NOT EXISTS (SELECT 1 FROM entry WHERE entry.number = word.entry)") == 0, "there are words of entries that are not there");
        const string Sql = "SELECT count(*) FROM store, (SELECT count(length) AS texts, coalesce(sum(length), 0) AS words, max(number) AS number, max(change) AS change FROM entry) AS found "
            + "WHERE store.texts = found.texts AND store.words = found.words AND store.number >= coalesce(found.number, 0) AND store.change >= coalesce(found.change, 0)";
        Note(session.Number(Sql) == 1, "the counts of texts, words or changes are others than those of the entries");
    }

    private static bool IsSame(float[] a, ReadOnlySpan<float> b)
    {
        if (a.Length != b.Length)
            return false;
        for (var i = 0; i < a.Length; i++)
        {
            if (BitConverter.SingleToUInt32Bits(a[i]) != BitConverter.SingleToUInt32Bits(b[i]))
                return false;
        }
        return true;
    }

    private void Note(bool isRight, string problem)
    {
        if (!isRight && _problems.Count < MaxProblems)
            _problems.Add(problem);
    }
}
