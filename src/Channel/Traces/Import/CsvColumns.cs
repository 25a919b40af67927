using System.Globalization;

namespace SemCom.Channels;

/// <summary>Where the columns stand in a CSV file; −1 where there is none.</summary>
internal sealed record CsvColumns(string File, int Count, int Frame, int Time, int Path, int Delay, int Real, int Imaginary)
{
    private const string Known = "frame, time_s, path, delay_s, re, im";

    /// <summary>True for a table, false for a list of re and im alone.</summary>
    public bool IsTable => Time >= 0;

    public static CsvColumns Of(string[] heading, string file)
    {
        foreach (var name in heading)
        {
            if (!Known.Split(", ").Contains(name, StringComparer.Ordinal))
                throw new SemComException($"{file}: columns must be {Known} (was {OneLine.Quote(name)}); rename or remove that column");
            if (heading.Count(other => other == name) > 1)
                throw new SemComException($"{file}: every column must stand once ({name} stands twice); remove one");
        }
        var columns = new CsvColumns(file, heading.Length, At("frame"), At("time_s"), At("path"), At("delay_s"), At("re"), At("im"));
        var table = heading.Any(name => name is not ("re" or "im"));
        foreach (var name in table ? Known.Split(", ")[1..] : ["re", "im"])
        {
            if (At(name) < 0)
                throw new SemComException($"{file}: column {name} must be there (columns are {string.Join(", ", heading)}); add it{(table ? ", or give re and im alone" : "")}");
        }
        return columns;

        int At(string name) => Array.IndexOf(heading, name);
    }

    public CsvRow Parse(string line, int number)
    {
        var cells = line.Split(',');
        if (cells.Length != Count)
            throw new SemComException($"{File}, line {number}: a row must have {Count} columns (was {cells.Length}); complete it");
        return new(
            Frame < 0 ? 0 : Whole(cells, Frame, "frame", number),
            Time < 0 ? 0 : Finite(cells, Time, "time_s", number),
            Path < 0 ? 0 : Whole(cells, Path, "path", number),
            Delay < 0 ? 0 : Finite(cells, Delay, "delay_s", number),
            new((float)Finite(cells, Real, "re", number), (float)Finite(cells, Imaginary, "im", number)));
    }

    private int Whole(string[] cells, int column, string name, int number) =>
        int.TryParse(cells[column], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new SemComException($"{File}, line {number}: {name} must be a whole number from 0 on (was {OneLine.Quote(cells[column])}); correct it");

    private double Finite(string[] cells, int column, string name, int number) =>
        double.TryParse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new SemComException($"{File}, line {number}: {name} must be a finite number (was {OneLine.Quote(cells[column])}); correct or remove the snapshot");
}
