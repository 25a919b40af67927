using System.Text;
using System.Text.Json.Nodes;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents;

public sealed class LatentTablesTests
{
    private static readonly string Text = File.ReadAllText(TrainedModel.InRepository("models/image-base/tables.json"));

    [Fact]
    public void Parse_HandsOutWhatTheFileSays()
    {
        var tables = TrainedModel.Tables;
        var file = JsonNode.Parse(Text)!;
        Assert.Equal((16, 384, 3), (tables.Patch, tables.Latents, tables.LowLatents));
        Assert.Equal((8, 128, 6), (tables.LowBlock, tables.NetworkMultiple, tables.ClassCount));
        Assert.Equal((double)file["highVariances"]![4]![17]!, tables.HighVariance(4, 20));
        Assert.Equal((double)file["lowVariances"]![2]![29]!, tables.LowVariance(2, 3, 5));
        var colours = file["lowColours"]![1]!;
        Assert.Equal(16 * ((double)colours[0]! * 10 - (double)colours[1]! * 20 + (double)colours[2]! * 5), tables.LowLatent(1, 10, -20, 5), 1e-9);
    }

    /// <summary>Colour means of a patch keep their energy: low latents are orthonormal over the patch's values.</summary>
    [Fact]
    public void LowColours_AreOrthonormal()
    {
        var tables = TrainedModel.Tables;
        var random = new Random(1);
        for (var i = 0; i < 20; i++)
        {
            var (r, g, b) = (random.NextDouble() * 200 - 100, random.NextDouble() * 200 - 100, random.NextDouble() * 200 - 100);
            var energy = Enumerable.Range(0, 3).Sum(latent => Math.Pow(tables.LowLatent(latent, r, g, b), 2));
            Assert.Equal(256 * (r * r + g * g + b * b), energy, 1e-4 * energy);
        }
    }

    public static TheoryData<string, string> Faults { get; } = new()
    {
        { "format", "\"other\"" },
        { "version", "2" },
        { "latents", "3" },
        { "lowBlock", "0" },
        { "networkMultiple", "100" },
        { "activity", "[1,2,3,4,5,6,7,8]" },
        { "mean", "1e999" },
        { "lowColours", "[[1,2,3]]" },
        { "lowVariances", "[[1],[1],[1]]" },
        { "highVariances", "[[1],[1]]" },
        { "classContexts", "{}" },
        { "classContexts", "{\"1\":[],\"2\":[],\"4\":[],\"8\":[]}" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Parse_RefusesAnotherValueInOneLine(string member, string value)
    {
        var file = JsonNode.Parse(Text)!.AsObject();
        file[member] = JsonNode.Parse(value);
        AssertRefused(file.ToJsonString());
    }

    [Fact]
    public void Parse_RefusesAVarianceThatIsNotPositive()
    {
        var file = JsonNode.Parse(Text)!;
        file["highVariances"]![0]![7] = 0;
        AssertRefused(file.ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1, 2]")]
    public void Parse_RefusesWhatIsNoTable(string text) => AssertRefused(text);

    [Fact]
    public void Parse_RefusesMembersItDoesNotKnow() =>
        AssertRefused(Text.Replace("{\"format\"", "{\"extra\":1,\"format\"", StringComparison.Ordinal));

    [Fact]
    public void Parse_RefusesACutFile() => AssertRefused(Text[..(Text.Length / 2)]);

    private static void AssertRefused(string text)
    {
        var error = Assert.Throws<SemComException>(() => LatentTables.Parse(Encoding.UTF8.GetBytes(text)));
        Assert.StartsWith("tables.json: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("fetch the model again", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
