using System.Globalization;
using SemCom.Randomness;

namespace SemCom.Core.Tests.Quality;

public sealed class TextQualityTests
{
    private const string Candidate1 = "it is a guide to action which ensures that the military always obeys the commands of the party";
    private const string Candidate2 = "it is to insure the troops forever hearing the activity guidebook that party direct";

    private static readonly string[] Guides =
    [
        "it is a guide to action that ensures that the military will forever heed party commands",
        "it is the guiding principle which guarantees the military forces always being under the command of the party",
        "it is the practical guide for the army always to heed the directions of the party",
    ];

    private static readonly string[] Cats = ["the cat is on the mat", "there is a cat on the mat"];

    /// <summary>Rows of text.csv, which make_text.py wrote with sacreBLEU; the last is the corpus of all others.</summary>
    private static readonly string[][] Rows =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Quality", "text.csv")).Skip(1).Select(line => line.Split('|'))];

    public static TheoryData<int> Sentences => [.. Enumerable.Range(0, Rows.Length - 1)];

    /// <summary>Papineni et al. 2002, sections 2.1 and 2.1.1: examples 1 to 3, without case and punctuation.</summary>
    [Theory]
    [InlineData(Candidate1, 1, 17, 18)]
    [InlineData(Candidate1, 2, 10, 17)]
    [InlineData(Candidate2, 1, 8, 14)]
    [InlineData(Candidate2, 2, 1, 13)]
    [InlineData("of the", 1, 2, 2)]
    [InlineData("of the", 2, 1, 1)]
    public void ModifiedPrecision_IsAsPublished(string candidate, int order, int matches, int total) =>
        AssertPrecision(candidate, Guides, order, matches, total);

    [Theory]
    [InlineData(1, 2, 7)]
    [InlineData(2, 0, 6)]
    public void ModifiedPrecision_OfTheSevenfoldThe_IsAsPublished(int order, int matches, int total) =>
        AssertPrecision("the the the the the the the", Cats, order, matches, total);

    [Fact]
    public void Bleu_OfThePapersExamples_FollowsFromTheirPrecisions()
    {
        // The references have 16, 18 and 16 words: candidate 1 with 18 is not short, candidate 2 with 14 lacks two.
        Assert.Equal(17.0 / 18, TextQuality.Bleu(Candidate1, Guides, 1), 1e-12);
        Assert.Equal(Math.Sqrt(17.0 / 18 * 10 / 17), TextQuality.Bleu(Candidate1, Guides, 2), 1e-12);
        Assert.Equal(Math.Exp(1 - 16.0 / 14) * Math.Sqrt(8.0 / 14 / 13), TextQuality.Bleu(Candidate2, Guides, 2), 1e-12);
        Assert.Equal(2.0 / 7, TextQuality.Bleu("the the the the the the the", Cats, 1), 1e-12);
        Assert.Equal(0, TextQuality.Bleu("the the the the the the the", Cats, 2));
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void BleuAndChrF_AgreeWithSacreBleu(int row)
    {
        var (candidate, references) = Read(Rows[row]);

        for (var order = 1; order <= 4; order++)
            Assert.Equal(Number(Rows[row][2 + order]), TextQuality.Bleu(candidate, references, order), 1e-9);
        Assert.Equal(Number(Rows[row][7]), TextQuality.ChrF(candidate, references[0]), 1e-9);
    }

    [Fact]
    public void CorpusBleu_AgreesWithSacreBleu()
    {
        var sentences = Rows[..^1].Select(Read).ToArray();
        var (candidates, references) = (sentences.Select(s => s.Candidate).ToArray(), sentences.Select(s => s.References).ToArray());

        for (var order = 1; order <= 4; order++)
            Assert.Equal(Number(Rows[^1][2 + order]), TextQuality.CorpusBleu(candidates, references, order), 1e-9);
    }

    [Fact]
    public void RandomTexts_AgreeWithPlainCounting()
    {
        var positive = 0;
        for (var text = 0; text < 400; text++)
        {
            var random = new CounterRandom(5, RandomPurpose.SourceData, (ulong)text);
            var candidate = RandomText(random, 0);
            var references = Enumerable.Range(1, 1 + text % 3).Select(i => RandomText(random, (ulong)i)).ToArray();
            for (var order = 1; order <= 4; order++)
            {
                var expected = NaiveTextScores.Bleu(candidate, references, order);
                Assert.Equal(expected, TextQuality.Bleu(candidate, references, order), 1e-12);
                positive += expected > 0 ? 1 : 0;
            }
            Assert.Equal(NaiveTextScores.ChrF(candidate, references[0]), TextQuality.ChrF(candidate, references[0]), 1e-12);
        }
        Assert.InRange(positive, 800, 1599);
    }

    [Fact]
    public void CorpusOfOneSentence_IsThatSentence()
    {
        Assert.Equal(TextQuality.Bleu(Candidate1, Guides), TextQuality.CorpusBleu([Candidate1], [Guides]));
        Assert.True(TextQuality.Bleu(Candidate1, Guides) > 0);
    }

    [Theory]
    [InlineData("abc abd", "abcabd", 1)]
    [InlineData("a", "b", 0)]
    [InlineData("", "b", 0)]
    [InlineData("aa", "ab", 0.25)]
    public void ChrF_OfShortTexts_IsWhatOneCountsByHand(string candidate, string reference, double expected)
    {
        // "aa" against "ab": one of two characters, none of one pair; mean precision and recall are both 1/4.
        Assert.Equal(expected, TextQuality.ChrF(candidate, reference), 1e-12);
    }

    [Fact]
    public void ChrF_WeighsRecallTwice()
    {
        // One character each way: precision 1 and recall 1/2, then precision 1/2 and recall 1; F2 = 5·P·R / (4·P + R).
        Assert.Equal(5 * 0.5 / 4.5, TextQuality.ChrF("a", "ab"), 1e-12);
        Assert.Equal(5 * 0.5 / 3, TextQuality.ChrF("ab", "a"), 1e-12);
    }

    [Fact]
    public void BadArguments_AreRefused()
    {
        Assert.Equal("text: BLEU order must be between 1 and 4 (was 5); use 4, as most papers do",
            Assert.Throws<SemComException>(() => TextQuality.Bleu("a", ["a"], 5)).Message);
        Assert.Equal("text: every candidate needs its set of references (was 1 and 2); keep a line for each sentence, also for a lost one",
            Assert.Throws<SemComException>(() => TextQuality.CorpusBleu(["a"], [["a"], ["b"]])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => TextQuality.Bleu("a", []));
        Assert.Throws<ArgumentOutOfRangeException>(() => TextQuality.CorpusBleu([], []));
        Assert.Throws<ArgumentNullException>(() => TextQuality.Bleu("a", [null!]));
        Assert.Throws<ArgumentNullException>(() => TextQuality.ChrF(null!, "a"));
    }

    private static void AssertPrecision(string candidate, string[] references, int order, int matches, int total)
    {
        var counts = new BleuCounts(order);
        counts.Add(candidate, references);

        Assert.Equal((matches, total), counts.Precision(order));
    }

    /// <summary>Up to 19 words of three letters' worth of choice, so that n-grams repeat and match.</summary>
    private static string RandomText(CounterRandom random, ulong part)
    {
        var words = new uint[20];
        random.FillUInt32(words, 20 * part);
        return string.Join(' ', words.Take((int)(words[19] % 20)).Select(w => (w % 3) switch { 0 => "ab", 1 => "b", _ => "cab" }));
    }

    private static (string Candidate, string[] References) Read(string[] row) => (row[0], [.. row[1..3].Where(r => r.Length > 0)]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
