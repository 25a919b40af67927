using System.Text.Json;

namespace SemCom.Evaluation;

/// <summary>
/// The folder in which a sweep keeps its finished records: <c>sweep.json</c> says what they belong to, <c>results.jsonl</c>
/// has one line each in the order in which they were finished. One process at a time may use it.
/// </summary>
public sealed class SweepFolder : IDisposable
{
    private const string FingerprintName = "sweep.json", RecordsName = "results.jsonl";

    private readonly Lock _lock = new();
    private readonly FileStream _records;
    private readonly List<SweepOutcome> _finished = [];

    private SweepFolder(string path, FileStream records) => (Path, _records) = (path, records);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Transmissions that an earlier run has finished.</summary>
    internal IReadOnlyList<SweepOutcome> Finished => _finished;

    /// <summary>Opens a folder, which is made if it is not there, and reads what an earlier run of the same sweep has left.</summary>
    /// <exception cref="SemComException">It cannot be written, another process uses it, or it holds another sweep.</exception>
    public static SweepFolder Open(string path, SweepFingerprint fingerprint)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        try
        {
            Directory.CreateDirectory(path);
            var records = new FileStream(System.IO.Path.Combine(path, RecordsName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            var folder = new SweepFolder(path, records);
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

    /// <summary>Adds one finished transmission and flushes it to the file.</summary>
    internal void Append(SweepOutcome outcome)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(outcome, EvaluationJson.Compact.SweepOutcome);
        lock (_lock)
        {
            _records.Write([.. line, (byte)'\n']);
            _records.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _records.Dispose();

    private void CheckFingerprint(SweepFingerprint fingerprint)
    {
        var path = System.IO.Path.Combine(Path, FingerprintName);
        if (File.Exists(path))
        {
            var earlier = Read(path);
            if (earlier is null || fingerprint.DifferenceFrom(earlier) is not { } difference)
            {
                if (earlier is not null)
                    return;
                difference = "its sweep.json cannot be read";
            }
            throw new SemComException($"--out: {Path} holds another sweep ({difference}); choose another folder, or delete this one to start afresh");
        }
        if (_records.Length > 0)
            throw new SemComException($"--out: {Path} holds {RecordsName} without {FingerprintName}; choose another folder, or delete this one to start afresh");
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(fingerprint, EvaluationJson.Indented.SweepFingerprint));
    }

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
            throw new SemComException($"--out: {System.IO.Path.Combine(Path, RecordsName)} is damaged in line {number}; delete that line to have it computed again", e);
        }
    }
}
