using System.Text;

namespace SemCom.Agents.Tests.Intent;

public sealed class GrammarPropertyTests
{
    private const string Marks = ",.;- %'’1e<>=\n";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnyText_IsReadTheSameTwice_AndItsSpansStandInIt(int seed)
    {
        var random = new Random(seed);
        var grammar = new IntentGrammar();
        for (var i = 0; i < 2000; i++)
        {
            var text = RandomText(random);
            var reading = grammar.Read(text);
            Assert.All(reading.NotUnderstood, span => Assert.Equal(span.Words, text.Substring(span.Start, span.Words.Length)));
            Assert.Equal(reading.Intent, grammar.Read(text).Intent);
            Assert.Equal(reading.Intent is null, reading.Errors.Count > 0);
            Assert.All(reading.Errors, error => Assert.DoesNotContain('\n', error));
            if (reading.Intent is not null)
                Assert.Equal(reading.Intent, grammar.Read(string.Join(", ", IntentSentences.Write(reading.Intent))).Intent);
        }
    }

    [Fact]
    public void RandomIntent_WrittenAsSentences_IsUnderstoodAsTheSame()
    {
        var random = new Random(3);
        var grammar = new IntentGrammar();
        for (var i = 0; i < 2000; i++)
        {
            var intent = RandomIntent(random);
            var reading = grammar.Read(string.Join(i % 2 == 0 ? ", " : ".\n", IntentSentences.Write(intent)));
            Assert.Equal(intent, reading.Require());
            Assert.Empty(reading.NotUnderstood);
        }
    }

    [Theory]
    [InlineData("quality ")]
    [InlineData("never ")]
    [InlineData("faces sharp ")]
    [InlineData("at most 1 Hz ")]
    [InlineData("9")]
    [InlineData("1,")]
    [InlineData("the ")]
    [InlineData("no analog ")]
    [InlineData("box 1,1,1,1 ")]
    [InlineData("quality matters first ")]
    [InlineData("prefer prefer quality ")]
    [InlineData("\ud800")]
    public void LongClause_IsReadInLinearTime(string piece) =>
        // A million characters would take hours in quadratic time.
        Assert.NotNull(IntentReader.Read(new StringBuilder().Insert(0, piece, 1_000_000 / piece.Length).ToString()));

    [Fact]
    public void TooLongText_IsRefused() =>
        Assert.Contains("10000", Assert.Throws<SemComException>(() => new IntentGrammar().Read(new string('a', 10_001))).Message, StringComparison.Ordinal);

    private static string RandomText(Random random)
    {
        var phrases = IntentVocabulary.Rows.SelectMany(row => row.Phrases).ToArray();
        var text = new StringBuilder();
        for (var i = random.Next(12); i >= 0; i--)
        {
            text.Append(random.Next(6) switch
            {
                0 => random.Next(2000).ToString(),
                1 => ((char)random.Next(0x10000)).ToString(),
                2 => Marks[random.Next(Marks.Length)].ToString(),
                _ => phrases[random.Next(phrases.Length)],
            });
            if (random.Next(5) > 0)
                text.Append(' ');
        }
        return text.ToString();
    }

    private static LinkIntent RandomIntent(Random random)
    {
        double? Maybe(double min, double max) => random.Next(2) == 0 ? null : min + (max - min) * Math.Pow(random.NextDouble(), 4);
        var weights = new IntentWeights();
        foreach (var aim in Enum.GetValues<IntentAim>().Where(_ => random.Next(2) == 0))
            weights = weights.With(aim, random.Next(3) == 0 ? random.Next(5) : random.NextDouble() * 16);
        var least = Maybe(0, 50);
        return new LinkIntent
        {
            Weights = weights,
            Focus = random.Next(4) switch
            {
                0 => PictureFocus.Automatic,
                1 => PictureFocus.At(random.Next(5000), random.Next(5000)),
                2 => PictureFocus.In(new PictureBox(random.Next(5000), random.Next(5000), 1 + random.Next(5000), 1 + random.Next(5000))),
                _ => null,
            },
            Constraints = new IntentConstraints
            {
                MaxChannelUsesPerFrame = Maybe(1, 1e9),
                MaxBandwidthHz = Maybe(1, 1e11),
                MaxLatencySeconds = Maybe(1e-4, 3600),
                MinBattery = Maybe(0, 1),
                MinPsnrDb = least,
                EnoughPsnrDb = Maybe(least ?? 0, 100),
                MaxPowerDb = Maybe(-60, 60),
                AllowAnalog = random.Next(2) == 0,
                AllowDigital = true,
                AllowGenerative = random.Next(2) == 0,
            },
        };
    }
}
