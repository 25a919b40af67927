using System.Text.Json.Nodes;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Rotations;

/// <summary>Random rotations for tests; the first leaves latents as they are.</summary>
internal static class TestRotations
{
    public const int Count = 5, Latents = 8;

    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public static LatentRotations Make(int seed = 1) => Sets(seed).Analog;

    public static RotationSets Sets(int seed = 1) => RotationSets.Parse(System.Text.Encoding.UTF8.GetBytes(Document(seed).ToJsonString()), TrainedModel.Tables);

    /// <summary>The document that <see cref="Sets"/> reads.</summary>
    public static JsonObject Document(int seed = 1)
    {
        var random = new Random(seed);
        var bases = Enumerable.Range(0, Count * Latents * Latents)
            .Select(i => i < Latents * Latents ? (i % (Latents + 1) == 0 ? 31 : 0) : random.Next(-31, 32)).Select(level => Digits[level + 32]);
        return new JsonObject
        {
            ["format"] = "semcom-latent-rotations",
            ["version"] = 1,
            ["latents"] = Latents,
            ["bases"] = string.Concat(bases),
            ["analog"] = Known(1),
            ["tokens"] = Known(2),
        };
    }

    private static JsonObject Known(double factor)
    {
        var tables = TrainedModel.Tables;
        return new JsonObject
        {
            ["variances"] = Table(tables.ClassCount, tables.Latents - tables.LowLatents, (c, i) => factor * tables.HighVariance(c, tables.LowLatents + i)),
            ["profiles"] = Table(Count, Latents, (k, i) => 0.5 + (k + i) % 3),
            ["shares"] = Table(tables.ClassCount, Count, (c, k) => (1 + (c + k) % Count) / 15.0),
        };
    }

    private static JsonArray Table(int rows, int columns, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, rows).Select(r => new JsonArray([.. Enumerable.Range(0, columns).Select(c => (JsonNode)value(r, c))]))];
}
