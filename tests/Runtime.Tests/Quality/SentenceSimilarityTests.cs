using System.Text.Json;
using SemCom.Runtime.Models;
using SemCom.Runtime.Quality;

namespace SemCom.Runtime.Tests.Quality;

public sealed class SentenceSimilarityTests
{
    private static readonly SentenceSimilarity Similarity = SentenceSimilarity.Load();

    /// <summary>Values that the training computed with NumPy.</summary>
    [Fact]
    public void Values_AreThoseOfTheTraining()
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(ModelCatalogue.Default.Folder, "words", "golden.json")));
        Assert.InRange(golden.RootElement.GetArrayLength(), 8, 100);
        foreach (var row in golden.RootElement.EnumerateArray())
        {
            var (a, b) = (row.GetProperty("a").GetString()!, row.GetProperty("b").GetString()!);
            Assert.Equal(row.GetProperty("similarity").GetDouble(), Similarity.Between(a, b), 1e-6);
            Assert.Equal(Similarity.Between(a, b), Similarity.Between(b, a));
        }
    }

    [Theory]
    [InlineData("A dog runs on the beach.", "A DOG runs on the beach")]
    [InlineData("A dog bites a man.", "A man bites a dog!")]
    [InlineData("the", "The.")]
    [InlineData("Zqx vbn 77-12", "vbn zqx 12 77")]
    [InlineData("I don't know.", "I don’t know.")]
    [InlineData("", "...")]
    public void TheSameWords_AreOne(string a, string b) => Assert.Equal(1, Similarity.Between(a, b));

    [Theory]
    [InlineData("", "A dog runs on the beach.")]
    [InlineData("Zqx vbn", "Wrt plk")]
    [InlineData("?!", "Wrt plk")]
    public void NothingInCommon_IsZero(string a, string b) => Assert.Equal(0, Similarity.Between(a, b));

    /// <summary>The more is lost, the lower; and what speaks of the same is nearer than what does not.</summary>
    [Fact]
    public void Corruptions_AreInOrder()
    {
        const string sentence = "Two young children are playing football in the park.";
        string[] received =
        [
            sentence,
            "Two children are playing football in the park.",
            "Two young children are playing football in the qark.",
            "Two yoyng children arx plaging footbxll in the park.",
            "The government announced new taxes on Tuesday.",
        ];

        var values = received.Select(text => Similarity.Between(sentence, text)).ToArray();

        Assert.Equal(values.OrderDescending(), values);
        Assert.InRange(values[1], 0.9, 0.999);
        Assert.InRange(values[^1], -1, 0.3);
        Assert.True(Similarity.Between(sentence, "Some kids kick a ball on the grass.") > 0.3 + values[^1]);
    }

    /// <summary>Known limits, which the card tells: order and negation are not seen.</summary>
    [Fact]
    public void Negation_IsHardlySeen() => Assert.InRange(Similarity.Between("The train is late today.", "The train is not late today."), 0.95, 0.9999);

    [Fact]
    public void AnotherFile_IsRefused() => Assert.Throws<SemComException>(() => WordVectors.Read("no vectors"u8.ToArray()));
}
