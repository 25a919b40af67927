namespace SemCom.Runtime.Media;

/// <summary>ffmpeg ended with an error. Its message names the first line that ffmpeg reported, which is the cause of the others.</summary>
public sealed class FfmpegException : SemComException
{
    internal FfmpegException(string purpose, int exitCode, IReadOnlyList<string> log)
        : base($"{purpose}: ffmpeg failed ({(log.Count > 0 ? log[0] : $"exit code {exitCode}")}); check that the file is intact and its format known") =>
        (ExitCode, Log) = (exitCode, log);

    /// <summary>ffmpeg's exit code; 0 when it reported an error and went on, which is not accepted either.</summary>
    public int ExitCode { get; }

    /// <summary>All lines that ffmpeg reported, without its memory addresses.</summary>
    public IReadOnlyList<string> Log { get; }
}
