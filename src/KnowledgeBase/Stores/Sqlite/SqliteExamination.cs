using Microsoft.Data.Sqlite;

namespace SemCom.Knowledge;

/// <summary>Reads a whole file and writes down what is wrong; it goes on after an error where it can.</summary>
internal sealed class SqliteExamination(SqliteFile file)
{
    private const int Page = 16, MaxProblems = 100;

    private readonly List<string> _problems = [];

    public StoreReport Run()
    {
        Try("pages", () => _problems.AddRange(file.Query($"PRAGMA integrity_check({MaxProblems})", row => row[0] as string ?? "pages cannot be checked").Where(line => line != "ok")));
        var entries = Walk("entry", CheckEntry);
        var records = Walk("record", (_, id, bytes) => Note(KnowledgeId.Of(bytes) == id, $"record {id} has other bytes"));
        Try("dimensions", () => _problems.AddRange(file.Query("SELECT kind FROM entry WHERE dimensions > 0 GROUP BY kind HAVING min(dimensions) <> max(dimensions)",
            row => $"embeddings of kind {row[0]} have different dimensions")));
        Try("words", () => file.Execute("INSERT INTO word(word, rank) VALUES('integrity-check', 1)"));
        return new StoreReport(entries, records, [.. _problems.Select(p => p.ReplaceLineEndings(" "))]);
    }

    private void CheckEntry(long number, KnowledgeId id, byte[] bytes)
    {
        var entry = KnowledgeEntry.FromBytes(bytes);
        Note(entry.Id == id, $"entry {id} has other bytes");
        var agrees = file.Number("SELECT kind IS $2 AND key IS $3 AND text IS $4 AND dimensions IS $5 AND expiry IS $6 FROM entry WHERE number = $1",
            number, (long)entry.Kind, entry.Key, entry.Text, (long)entry.Embedding.Length, entry.Expiry?.ToUnixTimeMilliseconds());
        Note(agrees == 1, $"entry {id} stands under another kind, key, text, dimension or expiry");
    }

    /// <summary>Visits all rows of a table by their numbers.</summary>
    private int Walk(string table, Action<long, KnowledgeId, byte[]> visit)
    {
        var count = 0;
        Try($"table {table}", () =>
        {
            for (var last = long.MinValue; ;)
            {
                var rows = file.Query($"SELECT number, id, bytes FROM {table} WHERE number > $1 ORDER BY number LIMIT {Page}", row => (Number: (long)row[0], Id: row[1], Bytes: row[2]), last);
                foreach (var row in rows)
                {
                    if (row.Number <= last)
                        throw file.Damaged("rows are out of order");
                    last = row.Number;
                    Try($"row {row.Number} of {table}", () => visit(row.Number, file.Id(row.Id), row.Bytes as byte[] ?? throw file.Damaged("no bytes")));
                }
                count += rows.Count;
                if (rows.Count < Page)
                    return;
            }
        });
        return count;
    }

    private void Note(bool isRight, string problem)
    {
        if (!isRight && _problems.Count < 4 * MaxProblems)
            _problems.Add(problem);
    }

    private void Try(string what, Action act)
    {
        try
        {
            act();
        }
        catch (SqliteException e)
        {
            Note(false, $"{what}: {SqliteErrors.Reason(e)}");
        }
        catch (SemComException e)
        {
            Note(false, $"{what}: {e.Message}");
        }
    }
}
