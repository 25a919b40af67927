using BenchmarkDotNet.Attributes;
using SemCom.Runtime.Models;

namespace SemCom.Bench;

/// <summary>One decision of the agent that comes with SemCom: perceiving, analysing all 64 plans, deciding; on one core. Aim: at most 50 µs.</summary>
[MemoryDiagnoser]
public class AgentBenchmarks
{
    private const int Frames = 250;

    private AgentLoop _loop = null!;
    private SceneSight[] _sights = null!;
    private IReadOnlyList<TraceFrame> _frames = null!;

    [GlobalSetup]
    public void Setup()
    {
        var folder = Path.Combine(ModelCatalogue.Default.Folder, "agent");
        var recording = LinkRecordingFile.Load(Path.Combine(folder, "held-out.recording"));
        var policy = LearnedPolicy.Load(Path.Combine(folder, "policy.bin"), LinkView.Observations, PlanCatalogue.Default.Actions);
        _loop = new AgentLoop(LinkScenario.HeldOut, LinkIntent.Default, policy, LinkTwin.Load(Path.Combine(folder, "twin.bin"), PlanCatalogue.Default));
        var trace = LinkTrace.Draw(LinkScenario.HeldOut with { Frames = Frames }, recording, 1);
        _frames = trace.Frames;
        _sights = [.. trace.Frames.Select(now =>
        {
            var picture = recording.Pictures[trace.Places[now.Place].Picture];
            return new SceneSight(now.Place, now.Clock, picture.Complexity, picture.Trial, picture.Motions[trace.Places[now.Place].Motion], 256 * 160 * 3);
        })];
    }

    /// <summary>An episode in which every frame that is sent arrives.</summary>
    [Benchmark(OperationsPerInvoke = Frames)]
    public double Decide()
    {
        var sum = 0.0;
        for (var frame = 0; frame < Frames; frame++)
        {
            _loop.Arrive();
            var decision = _loop.Decide(_frames[frame], _sights[frame]);
            sum += _loop.Settle(decision.Expected.Cbr, _loop.Foresee(decision.Expected.Cbr)).Reward;
        }
        return sum;
    }
}
