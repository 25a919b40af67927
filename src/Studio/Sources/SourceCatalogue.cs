using System.Globalization;
using SemCom.Runtime.Media;

namespace SemCom.Studio;

/// <summary>The videos, pictures and sounds that come with SemCom. Read once when the studio starts.</summary>
internal sealed class SourceCatalogue : IDisposable
{
    private static readonly (string Folder, string[] Endings)[] Places =
    [
        (Path.Combine("samples", "videos"), [".mp4", ".mkv", ".webm", ".y4m", ".gz"]),
        (Path.Combine("samples", "pictures"), [".png", ".jpg"]),
        (Path.Combine("samples", "voices"), [".wav"]),
    ];

    /// <summary>Samples that take no more are decoded once, for all viewers [bytes].</summary>
    private const long KeptBytes = 128 << 20;

    private SourceCatalogue(IReadOnlyList<IStudioSource> sources) => Sources = sources;

    /// <summary>Videos first, then pictures, large ones first, then sounds.</summary>
    public IReadOnlyList<IStudioSource> Sources { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var source in Sources.OfType<IDisposable>())
            source.Dispose();
    }

    /// <summary>Finds the samples of a folder.</summary>
    /// <param name="root">The folder that holds <c>samples</c>; null for none.</param>
    /// <param name="limits">Largest size and rate.</param>
    /// <param name="refused">Is told what cannot be read, for example since ffmpeg is missing.</param>
    public static SourceCatalogue Open(string? root, StudioLimits limits, Action<string> refused)
    {
        var sources = new List<IStudioSource>();
        foreach (var (folder, endings) in Places)
        {
            var path = root is null ? null : Path.Combine(root, folder);
            if (path is null || !Directory.Exists(path))
                continue;
            foreach (var file in Directory.EnumerateFiles(path).Where(f => endings.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
            {
                try
                {
                    sources.Add(SoundFile.IsName(file)
                        ? SoundSource.Open(file, Path.GetFileName(file), Title(file), limits)
                        : FileSource.Open(file, Path.GetFileName(file), Title(file), limits, KeptBytes));
                }
                catch (SemComException e)
                {
                    refused(e.Message);
                }
            }
        }
        return new SourceCatalogue([.. sources.OrderBy(s => Array.IndexOf([SourceInfo.Video, SourceInfo.Picture, SourceInfo.Sound], s.Info.Kind)).ThenByDescending(s => s.Info.Width * s.Info.Height)]);
    }

    /// <summary>A file's name as a title: <c>harbour-crop.png</c> is "Harbour crop".</summary>
    private static string Title(string file)
    {
        var words = Path.GetFileName(file).Split('.')[0].Replace('-', ' ').Replace('_', ' ');
        return words.Length == 0 ? file : char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..];
    }
}
