using Microsoft.Data.Sqlite;

namespace SemCom.Knowledge.Tests.Stores;

public sealed class SearchWordsTests
{
    /// <summary>SQLite's tokenizer splits the texts of one store, these words those of the others.</summary>
    [Fact]
    public void LatinLetters_AreThoseOfSqlite()
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        int[] letters = [.. Enumerable.Range(0x20, 0x250 - 0x20), .. Enumerable.Range(0x1E00, 0x100)];
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE VIRTUAL TABLE t USING fts5(text, tokenize='unicode61 remove_diacritics 2'); CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)";
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO t(rowid, text) VALUES($1, $2)";
        foreach (var letter in letters)
        {
            command.Parameters.Clear();
            command.Parameters.AddWithValue("$1", letter);
            command.Parameters.AddWithValue("$2", $"x{(char)letter}y");
            command.ExecuteNonQuery();
        }
        command.CommandText = "SELECT doc, term FROM v ORDER BY doc, offset";
        command.Parameters.Clear();
        var theirs = new Dictionary<int, string>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
                theirs[reader.GetInt32(0)] = $"{theirs.GetValueOrDefault(reader.GetInt32(0))} {reader.GetString(1)}";
        }
        Assert.Equal(letters.Select(letter => $"{letter:x}:{theirs[letter]}"), letters.Select(letter => $"{letter:x}: {string.Join(' ', SearchWords.Of($"x{(char)letter}y"))}"));
    }
}
