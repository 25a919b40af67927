namespace SemCom.Agents.Tests;

public sealed class LearnedPolicyTests
{
    private static readonly ObservationSpace Seen = new([.. Enumerable.Range(0, 40).Select(i => new Feature($"f{i}", 0, 1))], hasPriors: true);
    private static readonly ActionSpace Done = new([.. Enumerable.Range(0, 60).Select(i => $"a{i}")]);

    [Fact]
    public void UntrainedPolicy_TakesTheBestPrior()
    {
        var policy = LearnedPolicy.Untrained("p", Seen, Done);
        Assert.Equal(20, policy.PriorScale, 1e-4);
        for (var best = 0; best < Done.Count; best++)
        {
            var observation = DenseNetworkTests.Normals(100, 51);
            for (var action = 0; action < Done.Count; action++)
                observation[40 + action] = action == best ? 1.05f : 1;
            Assert.Equal(best, policy.Decide(observation));
        }
    }

    [Fact]
    public void Decision_AllocatesNothing()
    {
        var (policy, observation) = (LearnedPolicy.Untrained("p", Seen, Done), DenseNetworkTests.Normals(100, 52));
        policy.Decide(observation);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            policy.Decide(observation);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 999); // less than a byte for each, whatever the runtime does meanwhile
    }

    [Fact]
    public void FeatureFarOutsideItsRange_CountsAsTwice()
    {
        var policy = LearnedPolicy.Untrained("p", Seen, Done);
        float[] far = new float[100], farther = new float[100], near = new float[60], distant = new float[60];
        (far[3], farther[3]) = (1.5f, 1000); // 1.5 is scaled to 2
        policy.Scores(far, near);
        policy.Scores(farther, distant);
        Assert.Equal(near, distant);
        far[3] = 1.4f;
        policy.Scores(far, near);
        Assert.NotEqual(near, distant);
    }

    [Fact]
    public void ObservationOfAnotherLength_IsRefused() => Assert.Throws<SemComException>(() => LearnedPolicy.Untrained("p", Seen, Done).Decide(new float[40]));
}
