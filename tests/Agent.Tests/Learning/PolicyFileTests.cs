namespace SemCom.Agents.Tests;

public sealed class PolicyFileTests
{
    private static readonly ObservationSpace Seen = new([new Feature("SNR [dB]", -10, 30), new Feature("queue", 0, 1)], hasPriors: true);
    private static readonly ActionSpace Done = new(["low", "middle", "high"]);
    private static readonly LearnedPolicy Policy = LearnedPolicy.Untrained("first", Seen, Done, new NetworkOptions { Hidden = [4, 3], Activation = Activation.Gelu }, seed: 5);

    [Fact]
    public void Policy_IsTheSameAfterwards()
    {
        var back = LearnedPolicy.FromBytes(Policy.ToBytes());
        Assert.Equal("first", back.Name);
        Assert.Equal(Seen.Features, back.Observations.Features);
        Assert.Equal(Done.Names, back.Actions.Names);
        Assert.Equal(Policy.ToBytes(), back.ToBytes());
        float[] observation = [3, 0.2f, 0.1f, 0.2f, 0.15f];
        float[] before = new float[3], after = new float[3];
        Policy.Scores(observation, before);
        back.Scores(observation, after);
        Assert.Equal(before, after);
        Assert.Equal(1, back.Decide(observation));
    }

    [Fact]
    public void EveryTruncation_IsRefused()
    {
        var bytes = Policy.ToBytes();
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<SemComException>(() => LearnedPolicy.FromBytes(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void EveryFlippedBit_IsRefused()
    {
        var bytes = Policy.ToBytes();
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Throws<SemComException>(() => LearnedPolicy.FromBytes(bytes));
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    /// <summary>Whoever damages a file can also make the checksum right: the content itself is read with care, and gives a policy or a <see cref="SemComException"/>.</summary>
    [Fact]
    public void DamageWithARightChecksum_IsRefusedOrHarmless()
    {
        var bytes = Policy.ToBytes();
        var refused = 0;
        for (var at = 0; at < bytes.Length - 32; at++)
        {
            foreach (var value in (byte[])[0, 1, 0x7F, 0x80, 0xC0, 0xC1, 0xDD, 0xFF])
            {
                byte[] body = [.. bytes[..^32]];
                body[at] = value;
                byte[] damaged = [.. body, .. System.Security.Cryptography.SHA256.HashData(body)];
                try
                {
                    var policy = LearnedPolicy.FromBytes(damaged);
                    policy.Decide(new float[policy.Observations.Length(policy.Actions.Count)]);
                }
                catch (SemComException)
                {
                    refused++;
                }
            }
        }
        Assert.True(refused > 100, $"{refused} refused");
    }

    [Fact]
    public void Difference_IsNamed()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "first.policy");
            Policy.Save(path);
            Assert.Equal("first", LearnedPolicy.Load(path, Seen, Done).Name);
            string Message(ObservationSpace seen, ActionSpace done) => Assert.Throws<SemComException>(() => LearnedPolicy.Load(path, seen, done)).Message;
            Assert.Contains("its action 1 is 'middle', here it is 'mean'", Message(Seen, new ActionSpace(["low", "mean", "high"])), StringComparison.Ordinal);
            Assert.Contains("3 actions, here are 4; 'top' is missing", Message(Seen, new ActionSpace(["low", "middle", "high", "top"])), StringComparison.Ordinal);
            Assert.Contains("wants priors", Message(new ObservationSpace(Seen.Features), Done), StringComparison.Ordinal);
            Assert.Contains("'SNR [dB]' -10..30, here it is 'SNR [dB]' 0..30",
                Message(new ObservationSpace([new Feature("SNR [dB]", 0, 30), Seen.Features[1]], hasPriors: true), Done), StringComparison.Ordinal);
            Assert.Single(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void MissingFileOrFolder_IsRefused()
    {
        Assert.Throws<SemComException>(() => LearnedPolicy.Load("/nowhere/a.policy"));
        Assert.Throws<SemComException>(() => Policy.Save("/nowhere/a.policy"));
    }
}
