using System.Globalization;
using System.Text.RegularExpressions;

namespace SemCom.Studio.Tests.Api;

public partial class MetricsTests
{
    /// <summary>Against the grammar of the text format 0.0.4, and the rules of histograms.</summary>
    [Fact]
    public async Task Metrics_AreWellFormed_AndCountFrames()
    {
        await using var studio = await RunningStudio.StartAsync();
        await using var viewer = await Viewer.OpenAsync(studio);
        await viewer.SendAsync(("t", "start"), ("source", "waves.png"));
        await viewer.NextAsync("frame");
        await viewer.NextAsync("frame");

        List<Sample> samples = [];
        await RunningStudio.UntilAsync(async () =>
        {
            samples = Parse(await studio.TextAsync("/metrics"));
            return samples.Where(s => s.Name == "semcom_studio_frames_total").Sum(s => s.Value) >= 2;
        });
        Assert.Equal(1, samples.Single(s => s.Name == "semcom_studio_sessions").Value);
        Assert.Contains(samples, s => s.Name == "semcom_studio_channel_uses_total" && s.Value > 0);
        foreach (var histogram in samples.Where(s => s.Name.EndsWith("_bucket", StringComparison.Ordinal)).GroupBy(s => s.Name + Others(s.Labels)))
        {
            var counts = histogram.Select(s => s.Value).ToList();
            Assert.Equal(counts.Order(), counts);
            var name = histogram.First().Name[..^"_bucket".Length];
            Assert.Equal(samples.Single(s => s.Name == name + "_count" && Others(s.Labels) == Others(histogram.First().Labels)).Value, counts[^1]);
            Assert.Contains("le=\"+Inf\"", histogram.Last().Labels, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ContentType_IsThatOfTheTextFormat()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var answer = await studio.Client.GetAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains(answer.Content.Headers.ContentType.Parameters, p => p is { Name: "version", Value: "0.0.4" });
    }

    private static List<Sample> Parse(string text)
    {
        var (samples, typed) = (new List<Sample>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('#'))
            {
                Assert.Matches(Comment(), line);
                if (line.StartsWith("# TYPE", StringComparison.Ordinal))
                    Assert.True(typed.Add(line.Split(' ')[2]), line);
                continue;
            }
            var match = SampleLine().Match(line);
            Assert.True(match.Success, line);
            samples.Add(new Sample(match.Groups["name"].Value, match.Groups["labels"].Value, double.Parse(match.Groups["value"].Value.Replace("+Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture)));
        }
        return samples;
    }

    private static string Others(string labels) => BucketLabel().Replace(labels, "").Trim('{', '}', ',');

    [GeneratedRegex("""^# (HELP [a-zA-Z_:][a-zA-Z0-9_:]* .*|TYPE [a-zA-Z_:][a-zA-Z0-9_:]* (counter|gauge|histogram|summary|untyped)|UNIT .*|EOF)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\.)*",?)*\})? (?<value>[+-]?(Inf|NaN|[0-9.eE+-]+))( [0-9]+)?$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SampleLine();

    [GeneratedRegex("""le="[^"]*",?""", RegexOptions.None, 1000)]
    private static partial Regex BucketLabel();

    private sealed record Sample(string Name, string Labels, double Value);
}
