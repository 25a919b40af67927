using System.Text.Json;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents;

/// <summary>Files of the model image-base, found in the repository.</summary>
internal static class TrainedModel
{
    /// <summary>Statistics of its latents.</summary>
    public static LatentTables Tables { get; } = LatentTables.Parse(File.ReadAllBytes(InRepository("models/image-base/tables.json")));

    /// <summary>What the training code computed from inputs made by a formula (training/image/golden.py).</summary>
    public static JsonElement Golden { get; } =
        JsonDocument.Parse(File.ReadAllBytes(InRepository("models/image-base/golden.json"))).RootElement.Clone();

    /// <summary>Samples that the training code stored under a name, or a path of names.</summary>
    public static double[] Samples(params string[] path) =>
        [.. path.Aggregate(Golden, (element, name) => element.GetProperty(name)).EnumerateArray().Select(v => v.GetDouble())];

    /// <summary>The elements of a tensor that <see cref="Samples"/> holds.</summary>
    public static IEnumerable<T> Sampled<T>(T[] tensor, int count)
    {
        long stride = Golden.GetProperty("stride").GetInt32();
        return Enumerable.Range(0, count).Select(i => tensor[i * stride % tensor.Length]);
    }

    /// <summary>offset + amplitude · sin(step · i), the formula of the inputs.</summary>
    public static float[] Wave(int count, double step, double amplitude, double offset) =>
        [.. Enumerable.Range(0, count).Select(i => (float)(offset + amplitude * Math.Sin(step * i)))];

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
