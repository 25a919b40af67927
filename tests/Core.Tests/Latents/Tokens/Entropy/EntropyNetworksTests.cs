using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Tokens.Entropy;

public sealed class EntropyNetworksTests
{
    [Fact]
    public void Parse_ReadsBothNetworks()
    {
        var file = TestEntropy.Networks(rotations: 6);
        var networks = Parse(JsonSerializer.Serialize(file, EntropyNetworksJson.Default.EntropyNetworksFile));
        var (patch, level) = (new float[LevelFeatures.OfPatch], new float[LevelFeatures.BesideQuantiser]);
        Assert.Equal(Of(new EntropyNetwork(file.Means), patch), Of(networks.Means, patch));
        patch = new float[LevelFeatures.OfPatch + PatchHints.Count];
        Assert.Equal(Of(new EntropyNetwork(file.Latents), patch), Of(networks.Latents, patch));

        WidthCorrection Of(EntropyNetwork network, float[] told) => network.Correct(network.Enter(told, 0), level, 7, 1);
    }

    public static TheoryData<string, string, string> Faults { get; } = new()
    {
        { "format", "\"other\"", "format must be semcom-entropy-networks version 1" },
        { "version", "2", "version 2" },
        { "means", "null", "no entropy networks" },
        { "means/features", "26", "must have 27 features" },
        { "latents/features", "27", "must have 43 features" },
        { "latents/hidden", "40", "steps of 16" },
        { "latents/hidden", "0", "steps of 16" },
        { "latents/embedded", "0", "numbers embedded" },
        { "latents/latents", "\"AAAA\"", "latents of latents must be 762 values" },
        { "latents/rotations", "\"\"", "rotations of latents must be 12 values" },
        { "means/last", "\"AAAA\"", "last of means must be 64 values" },
        { "means/lastBias", "\"/3//fw==\"", "every value of lastBias of means must be a number" },
        { "means/second", "null", "no entropy networks" },
        { "means/second", "\"?\"", "no entropy networks" },
        { "means/extra", "1", "no entropy networks" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Parse_RefusesAnotherValueInOneLine(string member, string value, string says)
    {
        var file = JsonNode.Parse(JsonSerializer.Serialize(TestEntropy.Networks(rotations: 6), EntropyNetworksJson.Default.EntropyNetworksFile))!.AsObject();
        var path = member.Split('/');
        var owner = path.Length > 1 ? file[path[0]]!.AsObject() : file;
        owner[path[^1]] = JsonNode.Parse(value);
        AssertRefused(file.ToJsonString(), says);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    public void Parse_RefusesWhatIsNone(string text) => AssertRefused(text, "no entropy networks");

    private static EntropyNetworks Parse(string text) => EntropyNetworks.Parse(Encoding.UTF8.GetBytes(text), TrainedModel.Tables, 6);

    private static void AssertRefused(string text, string says)
    {
        var error = Assert.Throws<SemComException>(() => Parse(text));
        Assert.StartsWith("entropy.json: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("fetch the model again", error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
