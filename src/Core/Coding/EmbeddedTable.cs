using System.Reflection;

namespace SemCom.Coding;

/// <summary>Reads the CSV tables that SemCom.Core carries in Coding/Tables.</summary>
internal static class EmbeddedTable
{
    /// <summary>The fields of every row below the header.</summary>
    public static List<string[]> Rows(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("SemCom.Coding." + file)
            ?? throw new InvalidOperationException($"SemCom.Core was built without {file}");
        using var reader = new StreamReader(stream);
        var rows = new List<string[]>();
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            rows.Add(line.Split(','));
        return rows;
    }
}
