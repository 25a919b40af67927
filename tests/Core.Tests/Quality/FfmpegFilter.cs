using System.Diagnostics;
using System.Globalization;

namespace SemCom.Core.Tests.Quality;

/// <summary>ffmpeg's filters that compare two videos, as an independent judge.</summary>
internal static class FfmpegFilter
{
    /// <summary>The number that a filter prints behind <paramref name="label"/>; the test is skipped where there is no ffmpeg.</summary>
    public static double Number(string filter, string label, IReadOnlyList<Picture> reference, IReadOnlyList<Picture> received)
    {
        var folder = Directory.CreateTempSubdirectory("semcom-ffmpeg-");
        try
        {
            var (a, b) = (WritePpm(folder, "a", reference), WritePpm(folder, "b", received));
            string[] arguments = ["-hide_banner", "-i", a, "-i", b, "-lavfi", filter, "-f", "null", "-"];
            var start = new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardError = true, UseShellExecute = false };
            using var ffmpeg = StartOrSkip(start);
            var log = ffmpeg.StandardError.ReadToEnd();
            ffmpeg.WaitForExit();
            return double.Parse(log.Split(label)[1].Split(' ')[0], CultureInfo.InvariantCulture);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string WritePpm(DirectoryInfo folder, string name, IReadOnlyList<Picture> pictures)
    {
        for (var i = 0; i < pictures.Count; i++)
        {
            using var file = File.Create(Path.Combine(folder.FullName, $"{name}{i}.ppm"));
            file.Write(System.Text.Encoding.ASCII.GetBytes($"P6\n{pictures[i].Width} {pictures[i].Height}\n255\n"));
            file.Write(pictures[i].Rgb);
        }
        return Path.Combine(folder.FullName, $"{name}%d.ppm");
    }

    private static Process StartOrSkip(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("ffmpeg is not installed");
            throw;
        }
    }
}
