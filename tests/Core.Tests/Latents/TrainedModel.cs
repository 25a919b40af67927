using System.IO.Compression;
using System.Text.Json;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents;

/// <summary>Files of an image model, found in the repository.</summary>
internal sealed class TrainedModel(string id)
{
    /// <summary>All image models.</summary>
    public static TheoryData<string> Ids { get; } = ["image-base", "image-live", "image-linear"];

    /// <summary>The model image-base.</summary>
    public static TrainedModel Base { get; } = new("image-base");

    /// <summary>Statistics of the latents of image-base.</summary>
    public static LatentTables Tables => Base.LatentTables;

    /// <summary>Rotations of image-base.</summary>
    public static RotationSets Rotations { get; } = RotationSets.Parse(Unpacked(InRepository("models/image-base/rotations.json.gz")), Tables);

    /// <summary>Entropy networks of image-base.</summary>
    public static EntropyNetworks Entropy { get; } = EntropyNetworks.Parse(Unpacked(InRepository("models/image-base/entropy.json.gz")), Tables, Rotations.Tokens.Count);

    /// <summary>Rotations for tokens of image-base, with its entropy networks.</summary>
    public static LatentRotations RotationsWithEntropy { get; } = Rotations.Tokens.With(Entropy);

    /// <summary>Statistics of its latents.</summary>
    public LatentTables LatentTables { get; } = LatentTables.Parse(File.ReadAllBytes(InRepository($"models/{id}/tables.json")));

    /// <summary>What the training code computed from inputs made by a formula (training/image/golden.py).</summary>
    public JsonElement Golden { get; } = JsonDocument.Parse(File.ReadAllBytes(InRepository($"models/{id}/golden.json"))).RootElement.Clone();

    /// <summary>Samples that the training code stored under a path of names.</summary>
    public double[] Samples(params string[] path) =>
        [.. path.Aggregate(Golden, (element, name) => element.GetProperty(name)).EnumerateArray().Select(v => v.GetDouble())];

    /// <summary>The elements of a tensor that <see cref="Samples"/> holds.</summary>
    public IEnumerable<T> Sampled<T>(T[] tensor, int count)
    {
        long stride = Golden.GetProperty("stride").GetInt32();
        return Enumerable.Range(0, count).Select(i => tensor[i * stride % tensor.Length]);
    }

    /// <summary>Asserts that a tensor is the one that the training code computed, as far as it stored samples under this path of names.</summary>
    /// <param name="tensor">All elements.</param>
    /// <param name="tolerance">Largest difference, relative to the root mean square.</param>
    /// <param name="path">Where the samples are.</param>
    public void AssertGolden(float[] tensor, double tolerance, params string[] path)
    {
        var expected = Samples(path);
        var actual = Sampled(tensor, expected.Length).ToArray();
        var scale = Math.Sqrt(expected.Average(v => v * v));
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance * scale);
    }

    /// <summary>offset + amplitude · sin(step · i), the formula of the inputs.</summary>
    public static float[] Wave(int count, double step, double amplitude, double offset) =>
        [.. Enumerable.Range(0, count).Select(i => (float)(offset + amplitude * Math.Sin(step * i)))];

    private static byte[] Unpacked(string path)
    {
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var content = new MemoryStream();
        packed.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Full path of a file of the repository.</summary>
    public static string InRepository(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "models", "manifest.json")))
                return Path.Combine(folder.FullName, path);
        }
        throw new DirectoryNotFoundException($"no repository above {AppContext.BaseDirectory}");
    }
}
