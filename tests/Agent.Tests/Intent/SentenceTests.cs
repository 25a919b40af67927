using System.Globalization;

namespace SemCom.Agents.Tests.Intent;

public sealed class SentenceTests
{
    public static TheoryData<string, string, string> Sentences()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Intent", "Data", "sentences.txt")).Where(line => !line.StartsWith('#')))
        {
            var parts = line.Split("=>").Select(part => part.Trim()).ToArray();
            data.Add(parts[0], parts[1], parts[2]);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Sentence_IsUnderstoodAsListed(string text, string expected, string notUnderstood)
    {
        var reading = new IntentGrammar().Read(text);
        if (expected == "error")
        {
            Assert.Null(reading.Intent);
            Assert.DoesNotContain('\n', Assert.Throws<SemComException>(reading.Require).Message);
            return;
        }
        Assert.Empty(reading.Errors);
        Assert.Equal(Record(expected), reading.Intent);
        Assert.Equal(notUnderstood, string.Join('|', reading.NotUnderstood.Select(span => span.Words)));
    }

    [Fact]
    public void Faces_AreSaidToBeWhatStandsOut()
    {
        var note = Assert.Single(new IntentGrammar().Read("Faces sharp").Notes);
        Assert.Contains("no detector", note, StringComparison.Ordinal);
        Assert.Contains("\"Faces\"", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Contradiction_NamesBothBounds()
    {
        var error = Assert.Single(new IntentGrammar().Read("at most 30 dB, at least 40 dB").Errors);
        Assert.Contains("at least 40 dB and at most 30 dB", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_HoldWhateverIsSaid()
    {
        var limits = new IntentLimits { MaxWeight = 3, Constraints = new() { MaxBandwidthHz = 1e4, MaxPowerDb = 0, AllowGenerative = false } };
        var reading = new IntentGrammar(limits).Read("under 20 kHz, battery first, power up to 20 dB, generative is fine");
        var intent = reading.Require();
        Assert.Equal(limits.Constraints, intent.Constraints);
        Assert.Equal(3, intent.Weights.Energy);
        Assert.Equal(4, reading.Notes.Count);
        Assert.Contains("limit of the caller", Assert.Single(new IntentGrammar(limits).Read("only generative").Errors), StringComparison.Ordinal);
    }

    private static LinkIntent Record(string text)
    {
        var intent = LinkIntent.Default;
        foreach (var pair in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOfAny(['=', '<', '>']);
            var value = pair[at..].TrimStart('<', '>', '=');
            intent = Set(intent, pair[..^value.Length], value);
        }
        return intent;
    }

    private static LinkIntent Set(LinkIntent intent, string key, string value)
    {
        double N() => double.Parse(value, CultureInfo.InvariantCulture);
        var (weights, constraints) = (intent.Weights, intent.Constraints);
        return key switch
        {
            "fidelity=" => intent with { Weights = weights with { Fidelity = N() } },
            "meaning=" => intent with { Weights = weights with { Meaning = N() } },
            "sharpness=" => intent with { Weights = weights with { Sharpness = N() } },
            "uses=" => intent with { Weights = weights with { ChannelUses = N() } },
            "energy=" => intent with { Weights = weights with { Energy = N() } },
            "delay=" => intent with { Weights = weights with { Delay = N() } },
            "frame<=" => intent with { Constraints = constraints with { MaxChannelUsesPerFrame = N() } },
            "bandwidth<=" => intent with { Constraints = constraints with { MaxBandwidthHz = N() } },
            "latency<=" => intent with { Constraints = constraints with { MaxLatencySeconds = N() } },
            "battery>=" => intent with { Constraints = constraints with { MinBattery = N() } },
            "psnr>=" => intent with { Constraints = constraints with { MinPsnrDb = N() } },
            "psnr<=" => intent with { Constraints = constraints with { EnoughPsnrDb = N() } },
            "power<=" => intent with { Constraints = constraints with { MaxPowerDb = N() } },
            "analog=" => intent with { Constraints = constraints with { AllowAnalog = false } },
            "digital=" => intent with { Constraints = constraints with { AllowDigital = false } },
            "generative=" => intent with { Constraints = constraints with { AllowGenerative = false } },
            "focus=" => intent with { Focus = Focus(value) },
            _ => throw new ArgumentOutOfRangeException(nameof(key), key, "unknown"),
        };
    }

    private static PictureFocus Focus(string value) => value == "auto" ? PictureFocus.Automatic
        : value.Split(',').Select(int.Parse).ToArray() switch
        {
            [var x, var y] => PictureFocus.At(x, y),
            [var x, var y, var width, var height] => PictureFocus.In(new PictureBox(x, y, width, height)),
            _ => throw new ArgumentOutOfRangeException(nameof(value)),
        };
}
