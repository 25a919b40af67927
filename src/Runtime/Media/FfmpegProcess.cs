using System.Diagnostics;

namespace SemCom.Runtime.Media;

/// <summary>
/// An ffmpeg that goes on while its caller feeds and reads it. Disposing it ends it at once where it has not ended by itself, and waits until it is gone. Its messages are kept up to a limit,
/// so that a program that complains without end neither stops nor fills memory.
/// </summary>
public sealed class FfmpegProcess : IAsyncDisposable
{
    private const int MaxLines = 20;
    private const int MaxLineLength = 500;

    private readonly string _purpose;
    private readonly Process _process;
    private readonly List<string> _log = [];
    private readonly Func<string, bool>? _listen;
    private readonly Task _reading;

    internal FfmpegProcess(string purpose, Process process, Func<string, bool>? listen)
    {
        (_purpose, _process, _listen) = (purpose, process, listen);
        Id = process.Id;
        _reading = ReadLogAsync();
    }

    /// <summary>Number of the process.</summary>
    public int Id { get; }

    /// <summary>What ffmpeg reads from <c>pipe:0</c>. Closing it is the end of the input.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>What ffmpeg writes to <c>pipe:1</c>.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>The first lines that ffmpeg reported so far.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_log)
                return [.. _log];
        }
    }

    /// <summary>Ends when ffmpeg writes nothing more beside its output, that is, when it has ended.</summary>
    public Task Ended => _reading;

    /// <summary>Waits for the end of ffmpeg, whose output must have been read.</summary>
    /// <exception cref="FfmpegException">It failed or reported an error.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; ffmpeg goes on until this is disposed.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken = default)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (_process.ExitCode != 0 || Log.Count > 0)
            throw Failure();
    }

    /// <summary>What to throw when ffmpeg ended although it should not have, or ended badly.</summary>
    public FfmpegException Failure() => new(_purpose, _process.HasExited ? _process.ExitCode : 0, Log);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        FfmpegProgram.Kill(_process);
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        try
        {
            _process.Dispose();
        }
        catch (IOException)
        {
            // What was still to be written to the ended program goes nowhere.
        }
    }

    private async Task ReadLogAsync()
    {
        try
        {
            while (await _process.StandardError.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
            {
                if (_listen?.Invoke(line) == true)
                    continue;
                lock (_log)
                {
                    if (_log.Count < MaxLines && FfmpegProgram.WithoutOrigin(line) is { Length: > 0 } text)
                        _log.Add(text[..Math.Min(text.Length, MaxLineLength)]);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The pipe broke with the program.
        }
    }
}
