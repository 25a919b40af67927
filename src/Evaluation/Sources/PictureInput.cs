using SemCom.Runtime.Media;

namespace SemCom.Evaluation;

/// <summary>A picture file that is read when it is needed.</summary>
/// <param name="Path">Where it is.</param>
public sealed record PictureInput(string Path)
{
    /// <summary>Endings that are taken from a folder; a file named outright may have any.</summary>
    private static readonly string[] Endings =
        [".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".ppm", ".pgm", ".pnm", ".jp2", ".avif"];

    /// <summary>Endings of videos.</summary>
    private static readonly string[] VideoEndings = [".y4m", ".y4m.gz", ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi"];

    /// <summary>What it is; a picture where the name tells nothing else.</summary>
    public SourceKind Kind => KindOf(Path);

    /// <summary>Name of the sequence of which this is a frame; null for a picture of its own.</summary>
    public string? Sequence { get; init; }

    /// <summary>File name without folder, as it stands in records; of a frame <c>SEQUENCE/FILE</c>.</summary>
    public string Name => Sequence is null ? System.IO.Path.GetFileName(Path) : $"{Sequence}/{System.IO.Path.GetFileName(Path)}";

    /// <summary>Turns folders into sequences: each has its picture files as frames, in the order of their names.</summary>
    /// <exception cref="SemComException">A path is no folder, a folder holds no picture, or two folders have the same name.</exception>
    public static IReadOnlyList<PictureInput> FindSequences(IEnumerable<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var found = new List<PictureInput>();
        foreach (var folder in folders)
        {
            if (!Directory.Exists(folder))
                throw new SemComException($"--input: {folder} must be a folder with the frames of a sequence (is none); name a folder, or leave --sequence out");
            var name = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder)));
            if (found.Exists(frame => frame.Sequence == name))
                throw new SemComException($"--input: names must differ, for they tell results apart (a folder {name} was given twice); rename or leave out");
            found.AddRange(InFolder(folder).Select(frame => frame with { Sequence = name }));
        }
        return found;
    }

    /// <summary>
    /// Turns files and folders into pictures, videos or sounds: a folder stands for its picture files (not those of its subfolders), by name, for its videos where it holds no picture, and for its sounds
    /// where it holds neither.
    /// </summary>
    /// <exception cref="SemComException">A path does not exist, a folder holds none of them, two have the same name, or there are several kinds.</exception>
    public static IReadOnlyList<PictureInput> Find(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var found = new List<PictureInput>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
                found.AddRange(SourcesIn(path));
            else if (File.Exists(path))
                found.Add(new PictureInput(path));
            else
                throw new SemComException($"--input: {path} does not exist; name a picture, video or sound, or a folder of them");
        }
        if (found.GroupBy(p => p.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } same)
        {
            throw new SemComException($"--input: names must differ, for they tell results apart ({same.Key} was given {same.Count()} times); " +
                "rename or leave out");
        }
        if (found.Find(input => input.Kind != found[0].Kind) is { } other)
            throw new SemComException($"--input: all must be pictures, all videos or all sounds (was {found[0].Name} and {other.Name}); evaluate them one after the other");
        return found;
    }

    private static SourceKind KindOf(string path) =>
        SoundFile.IsName(path) ? SourceKind.Sound : VideoEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ? SourceKind.Video : SourceKind.Picture;

    private static List<PictureInput> SourcesIn(string folder)
    {
        var names = FilesIn(folder);
        if (names.Any(IsPicture))
            return InFolder(folder);
        var others = names.Where(name => KindOf(name) != SourceKind.Picture).ToLookup(KindOf);
        return others.Count == 0
            ? InFolder(folder)
            : [.. others[others.Contains(SourceKind.Video) ? SourceKind.Video : SourceKind.Sound].Order(StringComparer.Ordinal).Select(file => new PictureInput(file))];
    }

    private static bool IsPicture(string path) => Endings.Contains(System.IO.Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static string[] FilesIn(string folder)
    {
        try
        {
            return Directory.GetFiles(folder);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new SemComException($"--input: {folder} may not be read; change its permissions or choose another folder", e);
        }
    }

    private static List<PictureInput> InFolder(string folder)
    {
        var files = FilesIn(folder);
        var pictures = files.Where(IsPicture)
            .Order(StringComparer.Ordinal).Select(f => new PictureInput(f)).ToList();
        if (pictures.Count > 0)
            return pictures;
        throw new SemComException($"--input: {folder} must hold at least one picture (has {files.Length} other files); " +
            $"put {string.Join(", ", Endings.Take(4))} or similar files there");
    }
}
