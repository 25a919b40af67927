using System.ComponentModel;
using System.Diagnostics;

namespace SemCom.Evaluation.Plugins;

/// <summary>One command of a plugin, encoder or decoder: found, checksummed and run without a shell, in the folder of the description.</summary>
internal sealed class PluginProgram
{
    private const int MaxQuote = 300;
    private static readonly TimeSpan PipeGrace = TimeSpan.FromSeconds(2);

    private readonly PluginFile _file;
    private readonly string _key;
    private readonly string _path;
    private readonly TimeSpan _limit;

    /// <param name="file">The description.</param>
    /// <param name="key">"encoder" or "decoder".</param>
    /// <param name="required">Placeholders that the command must hold.</param>
    /// <param name="optional">Placeholders that it may hold.</param>
    /// <exception cref="SemComException">The command breaks a rule, or its program is missing.</exception>
    public PluginProgram(PluginFile file, string key, IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        (_file, _key) = (file, key);
        Command = CommandTemplate.Parse(file, key, required, optional);
        _limit = TimeSpan.FromSeconds(file.Number("timeout-seconds", 60, 0.1, 86400));
        _path = Find(Command.Arguments[0]);
        var files = Command.Arguments.Skip(1).Where(a => !a.Contains('{', StringComparison.Ordinal)).Select(file.FullPath).Where(File.Exists);
        Checksum = PluginChecksum.OfFiles(file.Folder, [_path, .. files]);
    }

    /// <summary>The command.</summary>
    public CommandTemplate Command { get; }

    /// <summary>Of the program and of every argument that names a file.</summary>
    public string Checksum { get; }

    /// <summary>Runs the command to its end.</summary>
    /// <param name="job">The picture it works for.</param>
    /// <param name="values">Placeholders.</param>
    /// <param name="scratch">Where its files are.</param>
    /// <param name="result">The file that it has to write.</param>
    /// <exception cref="SemComException">It cannot be started, failed, took too long, or wrote no file.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Run(PluginJob job, IReadOnlyDictionary<string, string> values, ScratchFolder scratch, string result)
    {
        using var process = Start(job, Command.Fill(values));
        var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        var log = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var killing = job.Cancellation.Register(() => Kill(process));
        process.StandardInput.Close();
        if (!process.WaitForExit(_limit))
        {
            Kill(process);
            throw job.Error($"the {_key} must finish within {_limit.TotalSeconds:0.###} s and did not on {job.SourceName}; raise \"timeout-seconds\" in {_file.Path} or use a smaller picture");
        }
        job.Cancellation.ThrowIfCancellationRequested();
        // Something that the program has left running may keep its pipes open.
        var said = Task.WaitAll([output, log], PipeGrace) ? Quote(log.GetAwaiter().GetResult(), scratch) : "";
        if (process.ExitCode != 0)
            throw job.Error($"the {_key} failed on {job.SourceName} with exit code {process.ExitCode}{said}; run it by hand in {_file.Folder}: {Command.Text}");
        if (!File.Exists(result))
            throw job.Error($"the {_key} must write {{{Path.GetFileNameWithoutExtension(result)}}} and did not on {job.SourceName}{said}; run it by hand in {_file.Folder}: {Command.Text}");
    }

    private Process Start(PluginJob job, string[] arguments)
    {
        var start = new ProcessStartInfo(_path, arguments[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = _file.Folder,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw job.Error($"the {_key}'s program '{_path}' cannot be started ({e.Message}); make it executable, or name its interpreter first");
        }
    }

    /// <summary>The program file: a path relative to the description, or a name on PATH.</summary>
    private string Find(string program)
    {
        if (program.AsSpan().IndexOfAny('/', Path.DirectorySeparatorChar) >= 0)
        {
            var path = _file.FullPath(program);
            return File.Exists(path) ? path : throw _file.Error($"\"{_key}\" names the program '{program}', which is no file in {_file.Folder}; correct the path");
        }
        var names = OperatingSystem.IsWindows() ? new[] { program, $"{program}.exe" } : [program];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw _file.Error($"\"{_key}\" names the program '{program}', which is not on PATH; install it, or write ./{program} for one beside {Path.GetFileName(_file.Path)}");
    }

    /// <summary>The last line of its standard error, where interpreters say what was wrong.</summary>
    private static string Quote(string log, ScratchFolder scratch)
    {
        var line = log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault()?.Replace(scratch.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        return line is null ? ", without a word" : $" ({(line.Length > MaxQuote ? line[..MaxQuote] + "…" : line)})";
    }

    private static void Kill(Process process)
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
}
