using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SemCom.Knowledge;

/// <summary>Errors of SQLite in the words of SemCom.</summary>
internal static class SqliteErrors
{
    public static SemComException Translate(string path, SqliteException e) => e.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB => new SemComException($"'{path}' must be a knowledge base of SemCom (is no SQLite file); give another path, or move it away and import an export", e),
        raw.SQLITE_CANTOPEN => new SemComException($"'{path}' must be a file that can be opened and written ({Reason(e)}); create its folder, or give another path", e),
        raw.SQLITE_READONLY or raw.SQLITE_PERM => new SemComException($"'{path}' must be writable ({Reason(e)}); change its permissions, or copy it", e),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new SemComException($"'{path}' must not be held by another program ({Reason(e)}); end that program and try again", e),
        raw.SQLITE_FULL => new SemComException($"'{path}' must have room to grow ({Reason(e)}); free space on its disk", e),
        _ => Damaged(path, Reason(e), e),
    };

    public static SemComException Damaged(string path, string reason, Exception? cause = null) =>
        new($"'{path}' must be an undamaged knowledge base ({reason}); restore it from a copy, or import an export into a new file", cause!);

    public static string Reason(SqliteException e) => e.Message.ReplaceLineEndings(" ").TrimEnd('.');
}
