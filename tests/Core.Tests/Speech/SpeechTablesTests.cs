using System.Text;
using System.Text.Json;
using SemCom.Core.Tests.Latents;
using SemCom.Core.Tests.Quality;
using SemCom.Speech;

namespace SemCom.Core.Tests.Speech;

public sealed class SpeechTablesTests
{
    private static string Json => File.ReadAllText(TrainedModel.InRepository("models/speech/tables.json"));

    /// <summary>The loudest class of a depth is at least 17 dB above the quietest.</summary>
    [Fact]
    public void QuietAndLoudClasses_AreFarApart()
    {
        for (var depth = 1; depth <= SpeechTables.MaxDepth; depth++)
        {
            var powers = Enumerable.Range(0, SpeechTables.ClassCounts[depth]).Select(c => (double)TestVoice.Tables.Variances(depth, c).ToArray().Sum()).ToArray();
            Assert.True(powers.Max() > 50 * powers.Min(), $"depth {depth}");
        }
    }

    /// <summary>Down the tree the nearest of the children, by the levels of the bands: once more from the file, band by band.</summary>
    [Fact]
    public void Classes_AreTheNearestDownTheTree()
    {
        double[] edges = [0, 100, 200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720, 2000, 2320, 2700, 3150, 3700, 4000];
        using var file = JsonDocument.Parse(Json);
        var bands = file.RootElement.GetProperty("bands").EnumerateArray().Select(depth => depth.EnumerateArray().Select(row => row.EnumerateArray().Select(v => v.GetInt32() / 100.0).ToArray()).ToArray()).ToArray();
        for (var trial = 0; trial < 200; trial++)
        {
            var frame = TestVoice.Tables.Variances(3, trial).ToArray().Select((v, k) => MathF.Sqrt(v) * (float)(1.5 * TestSpeech.Noise(k, (uint)trial))).ToArray();
            var levels = edges.Zip(edges.Skip(1), (from, to) =>
            {
                var band = frame[(int)Math.Round(from * 0.064)..(int)Math.Round(to * 0.064)];
                return Math.Log10(band.Average(c => (double)c * c) + 1e-6);
            }).ToArray();
            var expected = 0;
            for (var depth = 0; depth < 3; depth++)
            {
                var candidates = depth == 0 ? Enumerable.Range(0, 16) : Enumerable.Range(4 * expected, 4);
                expected = candidates.MinBy(c => bands[depth][c].Zip(levels, (x, y) => (x - y) * (x - y)).Sum());
            }
            Assert.Equal(expected, TestVoice.Tables.ClassOf(frame));
        }
    }

    [Theory]
    [InlineData("{}", "not a table of speech")]
    [InlineData("null", "not a table of speech")]
    [InlineData("[1, 2", "not a table of speech")]
    public void OtherFiles_AreRefused(string json, string message) =>
        Assert.Contains(message, Assert.Throws<SemComException>(() => SpeechTables.Parse(Encoding.UTF8.GetBytes(json))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"bands\":[[[", "\"bands\":[[[1,", "bands do not have")]
    [InlineData("\"levels\":[[[", "\"levels\":[[[1,", "levels do not have")]
    [InlineData("\"follow\":[[[", "\"follow\":[[[1,", "follow does not have")]
    [InlineData("\"comb\":[[[", "\"comb\":[[[1,", "comb and pitch")]
    [InlineData("\"comb\":[[[", "\"comb\":null,\"other\":[[[", "not a table of speech")]
    public void DamagedFiles_AreRefused(string part, string with, string message) =>
        Assert.Contains(message, Assert.Throws<SemComException>(() => SpeechTables.Parse(Encoding.UTF8.GetBytes(Json.Replace(part, with, StringComparison.Ordinal)))).Message, StringComparison.Ordinal);
}
