using System.Text.Json;
using SemCom.Runtime.Models;

namespace SemCom.Agents.Tests;

/// <summary>Holds the agent that comes with SemCom to scores and predictions that were frozen when it was trained.</summary>
public sealed class GoldenAgentTests
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    private static string Folder => Path.Combine(ModelCatalogue.Default.Folder, "agent");

    /// <summary>Writes the file anew, after a training: dotnet test --filter Freeze -- xUnit.Explicit=only.</summary>
    [Fact(Explicit = true)]
    public void Freeze() => File.WriteAllText(Path.Combine(Folder, "golden.json"), JsonSerializer.Serialize(Compute(), Json) + "\n");

    [Fact]
    public void PolicyAndModelOfTheLink_GiveWhatWasFrozen()
    {
        var (frozen, now) = (JsonSerializer.Deserialize<Golden>(File.ReadAllText(Path.Combine(Folder, "golden.json")), Json)!, Compute());
        Assert.Equal(frozen.Observation, now.Observation);
        Assert.Equal(frozen.Scores, now.Scores, (a, b) => Math.Abs(a - b) <= 1e-3 * (1 + Math.Abs(a)));
        Assert.Equal(frozen.Predictions, now.Predictions, (a, b) => Math.Abs(a - b) <= 1e-3 * (1 + Math.Abs(a)));
    }

    [Fact]
    public void Recordings_AreForThePlansThatThereAre()
    {
        foreach (var path in Directory.EnumerateFiles(Folder, "*.recording"))
            LinkRecordingFile.Load(path).Check(PlanCatalogue.Default);
    }

    private static Golden Compute()
    {
        var (space, actions) = (new ObservationSpace(LinkView.Features, hasPriors: true), PlanCatalogue.Default.Actions);
        var policy = LearnedPolicy.Load(Path.Combine(Folder, "policy.bin"), space, actions);
        var observation = new float[space.Length(actions.Count)];
        for (var i = 0; i < observation.Length; i++)
            observation[i] = i < LinkView.Features.Count ? LinkView.Features[i].Low + (LinkView.Features[i].High - LinkView.Features[i].Low) * (i % 5) / 4 : i % 7 / 7f;
        var scores = new float[actions.Count];
        policy.Scores(observation, scores);
        var twin = LinkTwin.Load(Path.Combine(Folder, "twin.bin"), PlanCatalogue.Default);
        var trial = new PictureTrial([.. Enumerable.Range(0, PictureTrial.Ways.Count).Select(way => new RecordedOutcome(26 - way % 8, 25 - way % 7, 0.5f + way % 5 / 10f, 0))]);
        var predictions = Enumerable.Range(0, twin.Ways.Count).Select(way => twin.Foresee(trial).Predict(way, 8, 7));
        return new Golden(observation, scores, [.. predictions.SelectMany(p => new[] { (float)p.Cbr, p.Outcome.ErrorDb, p.Outcome.Similarity, p.Outcome.LossRate })]);
    }

    private sealed record Golden(float[] Observation, float[] Scores, float[] Predictions);
}
