using FsCheck;
using FsCheck.Fluent;

namespace SemCom.Knowledge.Tests.Synchronisation;

public sealed class SynchroniserPropertyTests(ITestOutputHelper output)
{
    private const int Histories = 10_000, MostRounds = 60;

    /// <summary>
    /// Adds at either end, losses, damage, copies, any order and restarts: no end ever claims what is not so (<see cref="History"/>), and when the link loses nothing more both come into step.
    /// </summary>
    [Fact]
    public void AfterAnyHistory_NoEndIsWrong_AndBothComeIntoStep()
    {
        var (one, both, settled, rounds) = (0, 0, 0, 0);
        var steps = Arb.From(Gen.Choose(0, int.MaxValue - 1).ArrayOf(), Shorter);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Histories).WithEndSize(40), Prop.ForAll(steps, numbers =>
        {
            var history = new History();
            foreach (var number in numbers)
                history.Step(number);
            (one, both) = (one + history.Claims.One, both + history.Claims.Both);
            var took = history.Settle(MostRounds);
            (settled, rounds) = (settled + 1, Math.Max(rounds, took));
            return took < MostRounds && history.A.Has(history.B);
        }));
        output.WriteLine($"{settled} histories; after {one} steps one end said that it was in step, after {both} both; the longest tail took {rounds} rounds");
        Assert.Equal(Histories, settled);
        Assert.True(one > Histories / 10 && both > Histories / 10, "the histories hardly ever come into step, and so test little");
    }

    private static IEnumerable<int[]> Shorter(int[] numbers) => Enumerable.Range(0, numbers.Length).Select(i => (int[])[.. numbers[..i], .. numbers[(i + 1)..]]);
}
