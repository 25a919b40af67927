using System.Globalization;

namespace SemCom.Channels;

/// <summary>
/// Gains as comma-separated text: a table with the columns frame (optional), time_s, path, delay_s, re, im in any order, rows sorted by
/// frame, time and path; or a list of the columns re, im (the heading may be missing) of a flat channel. Empty lines and lines that start with # are skipped.
/// </summary>
internal static class CsvTraces
{
    private const long MaxBytes = 512L << 20;
    private const int MaxLine = 1000, MaxRows = 1 << 22;

    public static RawTrace Read(string path, TraceImportOptions options)
    {
        using var lines = Lines(path).GetEnumerator();
        if (!lines.MoveNext())
            throw new SemComException($"{path}: there must be at least one row of gains (found none); see the README of src/Channel/Traces for the columns");
        var heading = Array.ConvertAll(lines.Current.Text.Split(','), cell => cell.Trim().ToLowerInvariant());
        var headed = !double.TryParse(heading[0], NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        var columns = CsvColumns.Of(headed ? heading : ["re", "im"], path);
        var table = new CsvTable(path, columns.IsTable);
        for (var more = !headed || lines.MoveNext(); more; more = lines.MoveNext())
        {
            if (table.Count == MaxRows)
                throw new SemComException($"{path}: at most {MaxRows} rows of gains can be read (has more); use an NPY file");
            table.Add(columns.Parse(lines.Current.Text, lines.Current.Number), lines.Current.Number);
        }
        return columns.IsTable ? table.ToTrace(options) : table.ToFlat(options);
    }

    private static IEnumerable<(string Text, int Number)> Lines(string path) =>
        FileBytes.ReadLines(path, MaxBytes, MaxLine, "CSV file").Select((text, i) => (text.Trim().TrimStart('\uFEFF'), i + 1))
            .Where(line => line.Item1.Length > 0 && line.Item1[0] != '#');
}
