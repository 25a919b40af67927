using System.Globalization;

namespace SemCom;

/// <summary>An SNR that moves with time, straight from point to point; before the first and after the last it stays. Immutable.</summary>
public sealed class SnrSchedule
{
    private const int MaxPoints = 1_000_000;

    private readonly double[] _seconds, _snrsDb;

    private SnrSchedule(double[] seconds, double[] snrsDb)
    {
        foreach (var snrDb in snrsDb)
            Guard.InRange(snrDb, LinkPlan.MinSnrDb, LinkPlan.MaxSnrDb, "SNR in dB", "choose a value in that range");
        (_seconds, _snrsDb) = (seconds, snrsDb);
    }

    /// <summary>Always the same.</summary>
    public static SnrSchedule Constant(double snrDb) => new([0], [snrDb]);

    /// <summary>Reads <c>10</c>, or <c>10:0:30s</c>: from 10 to 0 dB within 30 seconds.</summary>
    /// <exception cref="SemComException">It is neither, or a number is out of range.</exception>
    public static SnrSchedule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(':');
        if (parts.Length == 1)
            return Constant(Number(parts[0], text));
        var duration = parts.Length == 3 && parts[2].EndsWith('s') ? Number(parts[2][..^1], text) : double.NaN;
        return duration is > 0 and <= 1e6 ? new SnrSchedule([0, duration], [Number(parts[0], text), Number(parts[1], text)]) : throw Wrong(text);
    }

    /// <summary>Reads a file of lines <c>seconds,SNR in dB</c>, times rising; a first line that begins with a letter is a heading.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SemComException">There is none, or a line is wrong.</exception>
    public static SnrSchedule Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
            throw new SemComException($"{path}: there is no such file; check the path");
        List<double> seconds = [], snrs = [];
        var number = 0;
        foreach (var line in File.ReadLines(path).Take(MaxPoints))
        {
            number++;
            if (line.Length == 0 || (number == 1 && char.IsAsciiLetter(line[0])))
                continue;
            var cells = line.Split(',');
            if (cells.Length != 2 || !TryRead(cells[0], out var time) || !TryRead(cells[1], out var snrDb) || time < 0 || (seconds.Count > 0 && time <= seconds[^1]))
                throw new SemComException($"{path}: line {number} must be 'seconds,SNR in dB' with times that rise (was '{(line.Length > 60 ? line[..60] : line)}'); write for example 12.5,7");
            seconds.Add(time);
            snrs.Add(snrDb);
        }
        return seconds.Count > 0 ? new SnrSchedule([.. seconds], [.. snrs]) : throw new SemComException($"{path}: a trace of the SNR needs at least one line (has none); write for example 0,10");
    }

    /// <summary>The SNR at a time [dB].</summary>
    public double At(TimeSpan time)
    {
        var now = time.TotalSeconds;
        var next = Array.FindIndex(_seconds, second => second > now);
        if (next <= 0)
            return next < 0 ? _snrsDb[^1] : _snrsDb[0];
        var share = (now - _seconds[next - 1]) / (_seconds[next] - _seconds[next - 1]);
        return _snrsDb[next - 1] + share * (_snrsDb[next] - _snrsDb[next - 1]);
    }

    private static double Number(string part, string text) => TryRead(part, out var value) ? value : throw Wrong(text);

    private static bool TryRead(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static SemComException Wrong(string text) => new($"--snr-db must be a number, or FROM:TO:SECONDSs (was '{text}'); write for example 10, or 10:0:30s");
}
