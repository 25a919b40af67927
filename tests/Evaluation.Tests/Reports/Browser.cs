using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SemCom.Evaluation.Tests.Reports;

/// <summary>A Chromium without a window that opens a page and tells what a script saw in it.</summary>
internal static class Browser
{
    /// <summary>Time after loading [ms, of the page's clock] in which refusals are told.</summary>
    private const int SettleMs = 200;

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>The program, or null where none is installed.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>Runs <paramref name="script"/>, the body of a function, when the page is loaded.</summary>
    /// <returns>What it returned, and what the console said.</returns>
    public static async Task<(JsonElement Seen, string Console)> RunAsync(string folder, string html, string script, int width, CancellationToken cancellationToken)
    {
        const string Begin = "data-seen=\"";
        var listener = "window.problems=[];addEventListener('error',e=>problems.push(e.message||'not loaded: '+e.target.src),true);" +
            "addEventListener('securitypolicyviolation',e=>problems.push('refused: '+e.blockedURI));";
        var probe = $"addEventListener('load',()=>setTimeout(()=>{{const seen=(()=>{{{script}}})();document.documentElement.dataset.seen=encodeURIComponent(JSON.stringify(seen))}},{SettleMs}))";
        var page = Path.Combine(folder, $"page-{width}.html");
        await File.WriteAllTextAsync(page, html
            .Replace("script-src ", $"script-src {Hash(listener)} {Hash(probe)} ", StringComparison.Ordinal)
            .Replace("<title>", $"<script>{listener}</script><title>", StringComparison.Ordinal)
            .Replace("</body>", $"<script>{probe}</script></body>", StringComparison.Ordinal), cancellationToken);
        var start = new ProcessStartInfo(Program!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", $"--user-data-dir={Path.Combine(folder, $"profile-{width}")}",
            "--enable-logging=stderr", "--host-resolver-rules=MAP * ~NOTFOUND", $"--window-size={width},900", "--virtual-time-budget=5000", "--dump-dom", new Uri(page).AbsoluteUri];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var dom = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var from = dom.IndexOf(Begin, StringComparison.Ordinal);
        Assert.True(from >= 0, $"the script did not run: {await error}");
        from += Begin.Length;
        var json = Uri.UnescapeDataString(dom[from..dom.IndexOf('"', from)]);
        return (JsonDocument.Parse(json).RootElement, string.Join('\n', (await error).Split('\n').Where(line => line.Contains("CONSOLE", StringComparison.Ordinal))));
    }

    /// <summary>What the page's policy must name for a script to run.</summary>
    private static string Hash(string script) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";
}
