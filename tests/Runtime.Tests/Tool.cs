using System.Diagnostics;
using System.Text;

namespace SemCom.Runtime.Tests;

/// <summary>Other people's programs as judges. A test that needs an absent one is skipped.</summary>
internal static class Tool
{
    public static byte[] Ffmpeg(string[] arguments, byte[] input) => Run("ffmpeg", ["-v", "error", "-nostdin", "-threads", "1", .. arguments], input);

    public static byte[] ImageMagick(string[] arguments, byte[] input)
    {
        // Other programs are called 'convert', too.
        if (!Encoding.UTF8.GetString(Run("convert", ["-version"], [], mustSucceed: false)).StartsWith("Version: ImageMagick", StringComparison.Ordinal))
            Assert.Skip("the judge ImageMagick is not installed");
        return Run("convert", arguments, input);
    }

    private static byte[] Run(string program, string[] arguments, byte[] input, bool mustSucceed = true)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        if (path is null || OperatingSystem.IsWindows())
            Assert.Skip($"the judge '{program}' is not installed");
        var start = new ProcessStartInfo(path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MAGICK_THREAD_LIMIT"] = "1";
        using var process = Process.Start(start)!;
        var feeding = Task.Run(() =>
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        });
        var log = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        feeding.GetAwaiter().GetResult();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 || !mustSucceed, $"{program} {string.Join(' ', arguments)}: {log.GetAwaiter().GetResult()}");
        return output.ToArray();
    }
}
