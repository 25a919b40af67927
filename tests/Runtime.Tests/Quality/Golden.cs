using System.Text.Json;
using SemCom.Runtime.Media;
using SemCom.Runtime.Models;

namespace SemCom.Runtime.Tests.Quality;

/// <summary>What the export (training/metrics) computed with PyTorch, and the inputs that it used.</summary>
internal sealed class Golden(string model)
{
    private readonly JsonElement _root = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(ModelCatalogue.Default.Folder, model, "golden.json"))).RootElement.Clone();

    /// <summary>samples/pictures/harbour-crop.png, 96x64 pixels.</summary>
    public static Picture Crop { get; } = Sample("harbour-crop.png");

    /// <summary>samples/pictures/harbour.png, 768x512 pixels.</summary>
    public static Picture Harbour => Sample("harbour.png");

    public JsonElement this[string name] => _root.GetProperty(name);

    /// <summary>Numbers by name.</summary>
    public IEnumerable<(string Name, double Value)> Values(string name) => this[name].EnumerateObject().Select(p => (p.Name, p.Value.GetDouble()));

    /// <summary>p[c][y][x] = (7y + 13x + 29c + 5 (xy mod 17)) mod 256.</summary>
    public static Picture Formula(int side)
    {
        var rgb = new byte[3 * side * side];
        for (var i = 0; i < rgb.Length; i++)
        {
            var (y, x, c) = (i / (3 * side), i / 3 % side, i % 3);
            rgb[i] = (byte)(7 * y + 13 * x + 29 * c + x * y % 17 * 5);
        }
        return new Picture(side, side, rgb);
    }

    /// <summary>Asserts that values are those of the export, as far as it stored samples.</summary>
    /// <param name="samples">The stored samples.</param>
    /// <param name="values">All values.</param>
    /// <param name="tolerance">Largest difference, relative to the root mean square.</param>
    public void AssertSamples(JsonElement samples, ReadOnlySpan<float> values, double tolerance)
    {
        var expected = samples.EnumerateArray().Select(v => v.GetDouble()).ToArray();
        Assert.True(expected.Length > 100);
        var scale = Math.Sqrt(expected.Average(v => v * v));
        long stride = this["stride"].GetInt32();
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], values[(int)(i * stride % values.Length)], tolerance * scale);
    }

    private static Picture Sample(string name) => PictureFile.Load(Path.Combine(ModelCatalogue.Default.Folder, "..", "samples", "pictures", name));
}
