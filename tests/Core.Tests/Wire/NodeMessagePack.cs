using System.ComponentModel;
using System.Diagnostics;

namespace SemCom.Core.Tests.Wire;

/// <summary>@msgpack/msgpack 3.1.3, installed once into the user's cache folder, run by Node.js.</summary>
public sealed class NodeMessagePack
{
    private const string Package = "@msgpack/msgpack";
    private const string Version = "3.1.3";
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RunLimit = TimeSpan.FromMinutes(1);
    private readonly string _folder;

    public NodeMessagePack()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } home
            ? home
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var target = Path.Combine(cache, "semcom", "npm", $"msgpack-{Version}");
        _folder = Path.Combine(target, "node_modules", Package);
        if (Execute(RunLimit, "node", "--version") is { } noNode)
            MissingReason = $"node is not usable: {noNode}";
        else if (!File.Exists(Path.Combine(_folder, "package.json")) && Install(target) is { } notInstalled)
            MissingReason = $"{Package} {Version} could not be installed: {notInstalled}";
    }

    /// <summary>Why the tests cannot run, or null.</summary>
    public string? MissingReason { get; }

    public void Run(string input, string output) =>
        Assert.Null(Execute(RunLimit, "node", Path.Combine(AppContext.BaseDirectory, "Wire", "interop.mjs"), _folder, input, output));

    /// <summary>Installs beside the target and moves, so that a folder in the cache is always complete.</summary>
    private static string? Install(string target)
    {
        var draft = $"{target}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(draft);
        var error = Execute(InstallLimit, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock",
            "--prefix", draft, $"{Package}@{Version}");
        if (error is null && !Directory.Exists(target))
            Directory.Move(draft, target);
        else
            Directory.Delete(draft, recursive: true);
        return error;
    }

    /// <summary>Runs a program; null when it succeeds, otherwise what it complained about.</summary>
    private static string? Execute(TimeSpan limit, string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(limit))
            {
                process.Kill(entireProcessTree: true);
                return $"{program} did not end within {limit}";
            }
            Task.WaitAll(output, errors);
            return process.ExitCode == 0 ? null : $"{program} gave {process.ExitCode}: {errors.Result.Trim()}";
        }
        catch (Win32Exception e)
        {
            return e.Message;
        }
    }
}
