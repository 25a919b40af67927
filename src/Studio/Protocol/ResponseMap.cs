namespace SemCom.Studio;

/// <summary>The channel's gain over time and frequency, in 256 steps.</summary>
/// <param name="Rows">Times.</param>
/// <param name="Columns">Frequencies.</param>
/// <param name="LowDb">Gain of the value 0 [dB].</param>
/// <param name="HighDb">Gain of the value 255 [dB].</param>
/// <param name="Values">Steps, times from the top [Rows · Columns].</param>
internal sealed record ResponseMap(int Rows, int Columns, double LowDb, double HighDb, byte[] Values)
{
    /// <summary>Writes the map.</summary>
    public void WriteTo(MessageWriter writer) => writer.Begin(5).Field("rows", (long)Rows).Field("columns", (long)Columns).Field("lowDb", LowDb).Field("highDb", HighDb).Field("bytes", Values);
}
