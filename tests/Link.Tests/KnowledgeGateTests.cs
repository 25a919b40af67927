using SemCom.Knowledge;

namespace SemCom.Link.Tests;

/// <summary>What decides which patches refer to a prototype.</summary>
public sealed class KnowledgeGateTests
{
    private const int Width = 40, Height = 52;

    /// <summary>Against a plain reading of the definitions, with patches that the picture's edges cut.</summary>
    [Fact]
    public void Features_AreThoseOfTheDefinition()
    {
        var (picture, prototype) = (Noise(1, 20), Noise(2, 60));
        var features = PatchFeatures.Of(picture, prototype, snrDb: 7, cbr: 0.05).Chunk(PatchFeatures.Count).ToArray();
        Assert.Equal(3 * 4, features.Length);
        for (var patch = 0; patch < features.Length; patch++)
        {
            var (left, top) = (patch % 3 * 16, patch / 3 * 16);
            Close(LogVariance(left, top, (x, y, c) => picture.Rgb[3 * (y * Width + x) + c]), features[patch][0]);
            Close(LogVariance(left, top, (x, y, c) => picture.Rgb[3 * (y * Width + x) + c] - prototype.Rgb[3 * (y * Width + x) + c]), features[patch][1]);
            Close(LogRoughness(left, top, (x, y, c) => picture.Rgb[3 * (y * Width + x) + c]), features[patch][2]);
            Close(features[patch][0] - features[patch][1], features[patch][6]);
            Close(0.7, features[patch][12]);
            Close(Math.Log(0.05), features[patch][13]);
        }
        Close((features[1][0] + features[3][0]) / 2, features[0][7]);
        Close((features[1][1] + features[3][1] + features[5][1] + features[7][1]) / 4, features[4][8]);
        Close(features.Average(f => (double)f[0]), features[7][9]);
    }

    [Fact]
    public void WhatIsTheSame_Refers_WhatIsUnlike_DoesNot()
    {
        using var transmitter = SemanticTransmitter.Load("image-live", threads: 1);
        var (gate, picture) = (new LearnedGate(transmitter), Noise(1, 40));
        var same = gate.Choose(picture, 1, picture, Budget)!;
        Assert.All(same.Message.Refers, refers => Assert.True(refers));
        Assert.True(same.GainDb > 2);
        Assert.True(gate.Choose(picture, 1, Noise(2, 40), Budget)?.GainDb is null or < 0.5);
    }

    /// <summary>A scene that stands still is worth a prototype; one that never looks the same twice is not.</summary>
    [Fact]
    public void OnlyScenesThatStay_AreTaught()
    {
        using var transmitter = SemanticTransmitter.Load("image-live", threads: 1);
        var gate = new LearnedGate(transmitter);
        Assert.True(gate.IsWorthTeaching([.. Enumerable.Repeat(Noise(1, 40), 4)], Budget, 1));
        Assert.False(gate.IsWorthTeaching([.. Enumerable.Range(0, 4).Select(i => Noise(i, 40))], Budget, 1));
    }

    private static ReferenceBudget Budget { get; } = new(Width * Height * 3 / 24, 7, (cbr, _) => new LinkPlan(cbr, 7), _ => 16);

    private static double LogVariance(int left, int top, Func<int, int, int, double> value)
    {
        var variance = 0.0;
        for (var c = 0; c < 3; c++)
        {
            var values = Places(left, top).Select(p => value(p.X, p.Y, c)).ToArray();
            variance += values.Average(v => Math.Pow(v - values.Average(), 2)) / 3;
        }
        return Math.Log(1 + variance);
    }

    private static double LogRoughness(int left, int top, Func<int, int, int, double> value)
    {
        var steps = Places(left, top).SelectMany(p => Enumerable.Range(0, 3).SelectMany(c => new[] { (p.X + 1, p.Y), (p.X, p.Y + 1) }
            .Where(next => next.Item1 < Width && next.Item2 < Height).Select(next => Math.Pow(value(next.Item1, next.Item2, c) - value(p.X, p.Y, c), 2))));
        return Math.Log(1 + steps.Average());
    }

    private static IEnumerable<(int X, int Y)> Places(int left, int top) =>
        from y in Enumerable.Range(top, Math.Min(16, Height - top)) from x in Enumerable.Range(left, Math.Min(16, Width - left)) select (x, y);

    private static Picture Noise(int seed, int amplitude)
    {
        var (random, rgb) = (new Random(seed), new byte[3 * Width * Height]);
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)(128 + random.Next(-amplitude, amplitude + 1));
        return new Picture(Width, Height, rgb);
    }

    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, 1e-3);
}
