using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SemCom.Runtime.Media;

/// <summary>
/// The program ffmpeg, driven through its standard input and output without a shell. It is found by the variable
/// <c>SEMCOM_FFMPEG</c> or on PATH.
/// </summary>
public sealed partial class FfmpegProgram
{
    private const string Variable = "SEMCOM_FFMPEG";

    /// <summary>How long a run may take unless the caller says otherwise.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(1);

    internal FfmpegProgram(string path) => Path = path;

    /// <summary>The program file.</summary>
    public string Path { get; }

    /// <summary>Finds ffmpeg.</summary>
    /// <param name="purpose">What needs it, as the message's first word, for example <c>photo.jpg</c>.</param>
    /// <exception cref="SemComException">There is none.</exception>
    public static FfmpegProgram Find(string purpose) => TryFind() ?? throw new SemComException(
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? $"{purpose}: needs ffmpeg, but {Variable} names '{named}', which is no file; correct or unset it"
            : $"{purpose}: needs ffmpeg, which is not on PATH; install ffmpeg, name it in {Variable}, or use PNG");

    /// <summary>Finds ffmpeg, or returns null.</summary>
    public static FfmpegProgram? TryFind()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return File.Exists(named) ? new FfmpegProgram(System.IO.Path.GetFullPath(named)) : null;
        var file = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => System.IO.Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
        return found is null ? null : new FfmpegProgram(found);
    }

    /// <summary>Runs ffmpeg to its end.</summary>
    /// <param name="purpose">What messages name, for example the file that is decoded.</param>
    /// <param name="arguments">Its arguments; it reads from <c>pipe:0</c> and writes to <c>pipe:1</c>. It reports errors only.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="readOutput">Consumes what it writes; when this throws, ffmpeg is ended and the exception passed on.</param>
    /// <param name="timeout">How long it may take; null for <see cref="DefaultTimeout"/>.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="FfmpegException">It failed or reported an error.</exception>
    /// <exception cref="SemComException">It took too long or cannot be started.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task RunAsync(
        string purpose, IEnumerable<string> arguments, ReadOnlyMemory<byte> input, Func<Stream, Task> readOutput,
        TimeSpan? timeout = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(readOutput);
        var (exitCode, lines) = await RunToEndAsync(purpose, arguments, input, readOutput, timeout, cancellation).ConfigureAwait(false);
        if (exitCode != 0 || lines.Length > 0)
            throw new FfmpegException(purpose, exitCode, lines);
    }

    /// <summary>Runs ffmpeg and returns everything that it wrote, whatever it reported: for data that is known to be damaged.</summary>
    /// <inheritdoc cref="RunAsync(string, IEnumerable{string}, ReadOnlyMemory{byte}, Func{Stream, Task}, TimeSpan?, CancellationToken)"/>
    public async Task<byte[]> RunOnDamagedAsync(
        string purpose, IEnumerable<string> arguments, ReadOnlyMemory<byte> input, TimeSpan? timeout = null, CancellationToken cancellation = default)
    {
        using var output = new MemoryStream();
        await RunToEndAsync(purpose, arguments, input, stream => stream.CopyToAsync(output, cancellation), timeout, cancellation).ConfigureAwait(false);
        return output.ToArray();
    }

    /// <summary>Like <see cref="RunOnDamagedAsync"/>, with all lines that ffmpeg wrote beside its output.</summary>
    /// <inheritdoc cref="RunAsync(string, IEnumerable{string}, ReadOnlyMemory{byte}, Func{Stream, Task}, TimeSpan?, CancellationToken)"/>
    public async Task<(byte[] Output, IReadOnlyList<string> Lines)> RunAndListenAsync(
        string purpose, IEnumerable<string> arguments, ReadOnlyMemory<byte> input, TimeSpan? timeout = null, CancellationToken cancellation = default)
    {
        using var output = new MemoryStream();
        var (_, lines) = await RunToEndAsync(purpose, arguments, input, stream => stream.CopyToAsync(output, cancellation), timeout, cancellation).ConfigureAwait(false);
        return (output.ToArray(), lines);
    }

    private async Task<(int ExitCode, string[] Log)> RunToEndAsync(
        string purpose, IEnumerable<string> arguments, ReadOnlyMemory<byte> input, Func<Stream, Task> readOutput,
        TimeSpan? timeout, CancellationToken cancellation)
    {
        var limit = timeout ?? DefaultTimeout;
        using var timer = new CancellationTokenSource(limit);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        using var process = Start(purpose, arguments);
        await using var killing = stop.Token.Register(() => Kill(process)).ConfigureAwait(false); // which ends all pipes
        var log = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await Task.WhenAll(FeedAsync(process, input), ReadAsync(process, readOutput), log).ConfigureAwait(false);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // The reader stumbled because ffmpeg was ended; the reason follows.
        }
        cancellation.ThrowIfCancellationRequested();
        if (timer.IsCancellationRequested)
            throw new SemComException($"{purpose}: ffmpeg must finish within {limit.TotalSeconds:0.###} s and did not; use a smaller file");
        return (process.ExitCode, Lines(await log.ConfigureAwait(false)));
    }

    /// <summary>Runs ffmpeg and returns everything that it wrote.</summary>
    /// <inheritdoc cref="RunAsync(string, IEnumerable{string}, ReadOnlyMemory{byte}, Func{Stream, Task}, TimeSpan?, CancellationToken)"/>
    public async Task<byte[]> RunAsync(
        string purpose, IEnumerable<string> arguments, ReadOnlyMemory<byte> input, TimeSpan? timeout = null, CancellationToken cancellation = default)
    {
        using var output = new MemoryStream();
        await RunAsync(purpose, arguments, input, stream => stream.CopyToAsync(output, cancellation), timeout, cancellation).ConfigureAwait(false);
        return output.ToArray();
    }

    /// <summary>Starts ffmpeg and leaves it to the caller to feed, read and end it.</summary>
    /// <param name="purpose">What messages name, for example the file that is decoded.</param>
    /// <param name="arguments">Its arguments; it reads from <c>pipe:0</c> and writes to <c>pipe:1</c>. It reports errors only.</param>
    /// <param name="listen">Is given every line that ffmpeg writes beside its output, and says whether it was no complaint. Called from another thread.</param>
    /// <exception cref="SemComException">It cannot be started.</exception>
    public FfmpegProcess Open(string purpose, IEnumerable<string> arguments, Func<string, bool>? listen = null) => new(purpose, Start(purpose, arguments), listen);

    private Process Start(string purpose, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path, ["-hide_banner", "-nostdin", "-v", "error", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        start.Environment["AV_LOG_FORCE_NOCOLOR"] = "1";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new SemComException($"{purpose}: ffmpeg at '{Path}' cannot be started ({exception.Message}); install ffmpeg or correct {Variable}", exception);
        }
    }

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> input)
    {
        try
        {
            var stream = process.StandardInput.BaseStream;
            await using (stream.ConfigureAwait(false))
                await stream.WriteAsync(input).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // ffmpeg has what it needs or gave up; its exit code tells which.
        }
    }

    private static async Task ReadAsync(Process process, Func<Stream, Task> readOutput)
    {
        var stream = process.StandardOutput.BaseStream;
        try
        {
            await readOutput(stream).ConfigureAwait(false);
            await stream.CopyToAsync(Stream.Null).ConfigureAwait(false); // so that ffmpeg never waits for a reader that has enough
        }
        catch
        {
            Kill(process);
            throw;
        }
    }

    internal static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself meanwhile.
        }
    }

    private static string[] Lines(string log) =>
        [.. log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(WithoutOrigin)];

    /// <summary>A line that ffmpeg reported, without its parts and addresses.</summary>
    internal static string WithoutOrigin(string line) => Origin().Replace(line.Trim(), "");

    /// <summary>The part and address that ffmpeg puts in front of messages, for example <c>[mjpeg @ 0x55d2]</c>.</summary>
    [GeneratedRegex(@"^(\[[^\]]*\]\s*)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Origin();
}
