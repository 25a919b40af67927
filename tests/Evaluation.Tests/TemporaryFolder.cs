namespace SemCom.Evaluation.Tests;

/// <summary>A folder that is gone after the test, and pictures to put there.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("semcom-test-").FullName;

    /// <summary>The path of something in the folder.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a picture of coloured stripes, different for each <paramref name="kind"/>; returns its path.</summary>
    public string AddPicture(string name, int kind = 0, int width = 24, int height = 16)
    {
        Stripes(kind, width, height).Save(this[name]);
        return this[name];
    }

    /// <summary>Writes text; returns its path.</summary>
    public string AddText(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static Picture Stripes(int kind, int width, int height)
    {
        var rgb = new byte[width * height * 3];
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)(64 + (i * (3 + kind) + kind * 40) % 128);
        return new Picture(width, height, rgb);
    }
}
