using System.Text;
using System.Text.Json.Nodes;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Rotations;

public sealed class RotationSetsTests
{
    [Fact]
    public void Parse_HandsOutWhatTheFileSays()
    {
        var (sets, file, tables) = (TestRotations.Sets(), TestRotations.Document()["analog"]!, TrainedModel.Tables);
        var rotations = sets.Analog;
        Assert.Equal((5, 8), (rotations.Count, rotations.Latents));
        Assert.Equal((double)file["shares"]![3]![2]!, rotations.Share(3, 2));
        Assert.Equal(tables.HighVariance(4, 3 + 6) * (double)file["profiles"]![2]![6]!, rotations.Variance(4, 2, 6));
        Assert.Equal(tables.HighVariance(4, 3 + 8), rotations.Variance(4, 2, 8));
        Assert.Equal(2 * rotations.Variance(4, 2, 6), sets.Tokens.Variance(4, 2, 6));
        Assert.Equal(2 * rotations.Variance(4, 2, 8), sets.Tokens.Variance(4, 2, 8));
        Assert.Equal((6, 8, 381, 381), (sets.Tokens.Count, sets.Tokens.LatentsOf(4), sets.Tokens.LatentsOf(5), sets.Tokens.Latents));
        Assert.Equal(2 * tables.HighVariance(4, 3 + 380) * (0.5 + 385 % 3), sets.Tokens.Variance(4, 5, 380));
        var weights = sets.Tokens.Neighbours!;
        Assert.Equal(8, weights.Latents);
        var digit = TestRotations.Document()["neighbours"]!["weights"]!.GetValue<string>()[(2 * 8 + 5) * 8 + 3];
        Assert.Equal(0.004 * ((Convert.FromBase64String($"{digit}AAA")[0] >> 2) - 32), weights.Row(2, 5)[3], 1e-12);
        Assert.Null(rotations.Neighbours);
        Assert.Equal(Enumerable.Range(0, 64).Select(i => i % 9 == 0 ? 1f : 0), Enumerable.Range(0, 8).SelectMany(i => rotations.Row(0, i).ToArray()));
    }

    /// <summary>Rows of unit length, at right angles, that span what the stored rows before them span.</summary>
    [Fact]
    public void Bases_AreOrthonormal()
    {
        var rotations = TestRotations.Sets().Tokens;
        for (var k = 0; k < rotations.Count; k++)
        {
            for (var i = 0; i < rotations.LatentsOf(k); i++)
            {
                for (var j = 0; j <= i; j++)
                    Assert.Equal(i == j ? 1 : 0, Dot(rotations.Row(k, i), rotations.Row(k, j)), 1e-6);
            }
        }
        var first = TestRotations.Document()["bases"]!.GetValue<string>().Skip(64).Take(8).Select(digit => (float)(Value(digit) - 32)).ToArray();
        Assert.Equal(Math.Sqrt(Dot(first, first)), Dot(first, rotations.Row(1, 0)), 1e-4);

        static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
        {
            var sum = 0.0;
            for (var i = 0; i < a.Length; i++)
                sum += (double)a[i] * b[i];
            return sum;
        }

        static int Value(char digit) => Convert.FromBase64String($"{digit}AAA")[0] >> 2;
    }

    /// <summary>The shipped ones against the training code, which makes rounded bases orthonormal by another method (QR).</summary>
    [Fact]
    public void TrainedBases_AreThoseOfTheTrainingCode()
    {
        var rotations = TrainedModel.Rotations.Tokens;
        var latents = TrainedModel.Wave(rotations.Latents, 0.37, 20, 0);
        var rotated = Enumerable.Range(0, rotations.Count)
            .SelectMany(k => Enumerable.Range(0, rotations.LatentsOf(k)).Select(i =>
            {
                var row = rotations.Row(k, i);
                var sum = 0.0;
                for (var j = 0; j < row.Length; j++)
                    sum += row[j] * latents[j];
                return (float)sum;
            })).ToArray();
        TrainedModel.Base.AssertGolden(rotated, 1e-4, "rotated");
    }

    public static TheoryData<string, string> Faults { get; } = new()
    {
        { "format", "\"other\"" },
        { "version", "1" },
        { "latents", "0" },
        { "latents", "7" },
        { "bases", "\"AAAA\"" },
        { "wide", "\"AAAA\"" },
        { "wide", "\"\"" },
        { "wide", "null" },
        { "neighbours", "null" },
        { "neighbours/scales", "[]" },
        { "neighbours/scales", "[1,1]" },
        { "neighbours/weights", "\"AAAA\"" },
        { "analog/variances", "[[1],[1]]" },
        { "analog/profiles", "[]" },
        { "analog/profiles", "[[1],[1],[1],[1],[1]]" },
        { "analog/shares", "[[1],[1]]" },
        { "analog", "null" },
        { "bases", "null" },
        { "tokens/shares", "[null,null,null,null,null,null]" },
        { "tokens/variances", "[[1],[1]]" },
        { "tokens/profiles", "[]" },
        { "tokens/profiles", "[[1],[1],[1],[1],[1],[1]]" },
        { "tokens/shares", "[[1],[1]]" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Parse_RefusesAnotherValueInOneLine(string member, string value)
    {
        var file = TestRotations.Document();
        var path = member.Split('/');
        var owner = path.Length > 1 ? file[path[0]]!.AsObject() : file;
        owner[path[^1]] = JsonNode.Parse(value);
        AssertRefused(file.ToJsonString());
    }

    [Fact]
    public void Parse_RefusesDigitsAndNumbersThatCannotBe()
    {
        foreach (var change in (Action<JsonObject>[])
        [
            file => file["bases"] = string.Concat("?", file["bases"]!.GetValue<string>().AsSpan(1)),
            file => file["wide"] = string.Concat("?", file["wide"]!.GetValue<string>().AsSpan(1)),
            file => file["neighbours"]!["weights"] = string.Concat("?", file["neighbours"]!["weights"]!.GetValue<string>().AsSpan(1)),
            file => file["wide"] = new string('g', 381 * 381),
            file => file["bases"] = file["bases"]!.GetValue<string>()[..64] + new string('g', 64) + file["bases"]!.GetValue<string>()[128..],
            file => file["analog"]!["profiles"]![1]![1] = 0,
            file => file["tokens"]!["shares"]![1]![1] = -1,
            file => file["tokens"]!["shares"]![1]![1] = 1.5,
            file => file["tokens"]!["variances"]![1]![1] = 0,
            file => file["extra"] = 1,
        ])
        {
            var file = TestRotations.Document();
            change(file);
            AssertRefused(file.ToJsonString());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    public void Parse_RefusesWhatIsNone(string text) => AssertRefused(text);

    private static void AssertRefused(string text)
    {
        var error = Assert.Throws<SemComException>(() => RotationSets.Parse(Encoding.UTF8.GetBytes(text), TrainedModel.Tables));
        Assert.StartsWith("rotations.json: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("fetch the model again", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
