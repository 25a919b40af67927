namespace SemCom.Channels;

/// <summary>One row of a table of gains.</summary>
internal readonly record struct CsvRow(int Frame, double TimeSeconds, int Path, double DelaySeconds, Complex32 Gain);
