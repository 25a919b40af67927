using System.Text.Json.Nodes;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Rotations;

/// <summary>Random rotations for tests; the first leaves latents as they are. Those for tokens have one of all latents in addition.</summary>
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
        var high = TrainedModel.Tables.Latents - TrainedModel.Tables.LowLatents;
        var bases = Enumerable.Range(0, Count * Latents * Latents)
            .Select(i => i < Latents * Latents ? (i % (Latents + 1) == 0 ? 31 : 0) : random.Next(-31, 32)).Select(level => Digits[level + 32]);
        return new JsonObject
        {
            ["format"] = "semcom-latent-rotations",
            ["version"] = 2,
            ["latents"] = Latents,
            ["bases"] = string.Concat(bases),
            ["wide"] = string.Concat(Enumerable.Range(0, high * high).Select(_ => Digits[random.Next(-31, 32) + 32])),
            ["neighbours"] = new JsonObject
            {
                ["weights"] = string.Concat(Enumerable.Range(0, 4 * Latents * Latents).Select(_ => Digits[random.Next(-31, 32) + 32])),
                ["scales"] = new JsonArray([.. Enumerable.Range(1, Latents).Select(i => (JsonNode)(0.001 * i))]),
            },
            ["analog"] = Known(1, 0),
            ["tokens"] = Known(2, 1),
        };
    }

    private static JsonObject Known(double factor, int wide)
    {
        var (tables, count) = (TrainedModel.Tables, Count + wide);
        var high = tables.Latents - tables.LowLatents;
        return new JsonObject
        {
            ["variances"] = Table(tables.ClassCount, high, (c, i) => factor * tables.HighVariance(c, tables.LowLatents + i)),
            ["profiles"] = Table(Enumerable.Repeat(Latents, Count).Concat(Enumerable.Repeat(high, wide)), (k, i) => 0.5 + (k + i) % 3),
            ["shares"] = Table(tables.ClassCount, count, (c, k) => 2.0 * (1 + (c + k) % count) / (count * (count + 1))),
        };
    }

    private static JsonArray Table(int rows, int columns, Func<int, int, double> value) => Table(Enumerable.Repeat(columns, rows), value);

    private static JsonArray Table(IEnumerable<int> lengths, Func<int, int, double> value) =>
        [.. lengths.Select((length, r) => new JsonArray([.. Enumerable.Range(0, length).Select(c => (JsonNode)value(r, c))]))];
}
