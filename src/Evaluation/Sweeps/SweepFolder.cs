using System.Text.Json;

namespace SemCom.Evaluation;

/// <summary>
/// The folder in which a sweep keeps its finished records: <c>sweep.json</c> says what they belong to, <c>results.jsonl</c>
/// has one line each in the order in which they were finished. One process at a time may use it.
/// </summary>
public sealed class SweepFolder : IDisposable
{
    private const string FingerprintName = "sweep.json", RecordsName = "results.jsonl";

    /// <summary>No bytes wait in memory, so that a full disk is noticed by the line that it concerns.</summary>
    private const int Unbuffered = 0;

    private readonly Lock _lock = new();
    private readonly Stream _records;
    private readonly List<SweepOutcome> _finished = [];

    private SweepFolder(string path, Stream records) => (Path, _records) = (path, records);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Transmissions that an earlier run has finished.</summary>
    internal IReadOnlyList<SweepOutcome> Finished => _finished;

    /// <summary>Opens a folder, which is made if it is not there, and reads what an earlier run of the same sweep has left.</summary>
    /// <exception cref="SemComException">It cannot be written, another process uses it, or it holds another sweep.</exception>
    public static SweepFolder Open(string path, SweepFingerprint fingerprint) => Open(path, fingerprint, file => file);

    /// <summary>Opens a folder and writes its records through what <paramref name="through"/> puts before their file.</summary>
    internal static SweepFolder Open(string path, SweepFingerprint fingerprint, Func<Stream, Stream> through)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        try
        {
            Directory.CreateDirectory(path);
            var file = System.IO.Path.Combine(path, RecordsName);
            var records = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, Unbuffered);
            var folder = new SweepFolder(path, through(records));
            try
            {
                folder.CheckFingerprint(fingerprint);
                folder.ReadFinished();
                return folder;
            }
            catch
            {
                folder.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ReportFiles.Unusable(path, e);
        }
    }

    /// <summary>Adds one finished transmission and flushes it to the file. A line that does not fit is taken back.</summary>
    /// <exception cref="SemComException">It cannot be written; what was written before stays.</exception>
    internal void Append(SweepOutcome outcome)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(outcome, EvaluationJson.Compact.SweepOutcome);
        lock (_lock)
        {
            var end = _records.Position;
            try
            {
                _records.Write([.. line, (byte)'\n']);
                _records.Flush();
            }
            catch (IOException e)
            {
                _records.SetLength(end);
                _records.Position = end;
                throw new SemComException($"--out: {System.IO.Path.Combine(Path, RecordsName)} cannot be written ({e.Message.ReplaceLineEndings(" ")}); " +
                    "make room and give the same command again: what is finished is kept", e);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _records.Dispose();

    private void CheckFingerprint(SweepFingerprint fingerprint)
    {
        var path = System.IO.Path.Combine(Path, FingerprintName);
        if (File.Exists(path))
        {
            var difference = Read(path) is { } earlier ? fingerprint.DifferenceFrom(earlier) : $"its {FingerprintName} cannot be read";
            if (difference is not null)
                throw Foreign($"another sweep ({difference})");
            return;
        }
        if (_records.Length > 0)
            throw Foreign($"{RecordsName} without {FingerprintName}");
        ReportFiles.Replace(path, JsonSerializer.SerializeToUtf8Bytes(fingerprint, EvaluationJson.Indented.SweepFingerprint));
    }

    private SemComException Foreign(string what) =>
        new($"--out: {Path} holds {what}; choose another folder, or delete this one to start afresh");

    private static SweepFingerprint? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), EvaluationJson.Compact.SweepFingerprint);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads the finished lines. A last line without its end was torn by a crash: it is cut off and done again.</summary>
    private void ReadFinished()
    {
        var bytes = new byte[_records.Length];
        _records.ReadExactly(bytes);
        var end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        _records.SetLength(end);
        _records.Position = end;
        var number = 0;
        foreach (var range in bytes.AsSpan(0, end).Split((byte)'\n'))
        {
            number++;
            if (range.Start.Value == end)
                break;
            _finished.Add(Parse(bytes.AsSpan(range), number));
        }
    }

    private SweepOutcome Parse(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, EvaluationJson.Compact.SweepOutcome) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            var file = System.IO.Path.Combine(Path, RecordsName);
            throw new SemComException($"--out: {file} is damaged in line {number}; delete that line to have it computed again", e);
        }
    }
}
