using SemCom.Streaming;

namespace SemCom.Link.Tests.Streaming;

/// <summary>When pictures are shown, in which order they come out, and what is planned for.</summary>
public sealed class PlayoutTests
{
    [Fact]
    public void TheJitterBuffer_WaitsAboutAsLongAsTransitsVary()
    {
        var buffer = new JitterBuffer(TimeSpan.FromSeconds(1));
        var random = new Random(1);
        var late = 0;
        for (var i = 0; i < 2000; i++)
        {
            var captured = TimeSpan.FromMilliseconds(40 * i);
            var arrived = captured + TimeSpan.FromMilliseconds(50 + 20 * random.NextDouble());
            if (buffer.ShowAt(captured, arrived) == arrived)
                late += i > 200 ? 1 : 0;
        }

        // Uniform from 50 to 70 ms: 95 of 100 come before 69 ms.
        Assert.InRange(buffer.Delay.TotalMilliseconds, 66, 70);
        Assert.InRange(late / 1800.0, 0.03, 0.1);
    }

    [Fact]
    public void TheJitterBuffer_ForgetsASlowStart_WithinTwoSeconds()
    {
        var buffer = new JitterBuffer(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 60; i++)
        {
            var captured = TimeSpan.FromMilliseconds(40 * i);
            buffer.ShowAt(captured, captured + TimeSpan.FromMilliseconds(i < 8 ? 600 : 50));
            if (i == 9)
                Assert.Equal(600, buffer.Delay.TotalMilliseconds);
        }

        Assert.Equal(50, buffer.Delay.TotalMilliseconds);
    }

    [Fact]
    public void TheJitterBuffer_NeverWaitsBeyondTheDeadline_NorForWhatHasNotArrived()
    {
        var buffer = new JitterBuffer(TimeSpan.FromMilliseconds(100));

        Assert.Equal(TimeSpan.FromMilliseconds(900), buffer.ShowAt(TimeSpan.Zero, TimeSpan.FromMilliseconds(900)));
        Assert.Equal(TimeSpan.FromMilliseconds(100), buffer.ShowAt(TimeSpan.Zero, TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public void EachNumber_ComesOutOnce_WhateverIsLostAndTurnedRound()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var arrived = Enumerable.Range(100, 200).Where(_ => random.NextDouble() > 0.1).Select(number => (number, At: number * 40 + random.Next(0, 90))).OrderBy(one => one.At).ToList();
            var order = new ArrivalOrder(TimeSpan.FromMilliseconds(60));
            var (come, missing) = (new List<int>(), new List<int>());
            foreach (var (number, at) in arrived)
            {
                order.Take(new FrameMessage(1, number, DateTimeOffset.UnixEpoch, FrameMessageFate.Skipped), TimeSpan.FromMilliseconds(at));
                if (random.Next(10) == 0)
                    order.Take(new FrameMessage(1, number, DateTimeOffset.UnixEpoch, FrameMessageFate.Skipped), TimeSpan.FromMilliseconds(at));
                Drain(at);
            }
            order.Take(new FrameMessage(1, 300, DateTimeOffset.UnixEpoch, FrameMessageFate.End), TimeSpan.FromMilliseconds(20_000));
            Drain(30_000);

            Assert.True(order.IsOver);
            Assert.Equal(Enumerable.Range(arrived[0].number, 300 - arrived[0].number), come.Concat(missing).Order());
            Assert.Equal(come.Concat(missing).Order(), Ordered(come, missing));

            void Drain(int now)
            {
                while (order.Next(TimeSpan.FromMilliseconds(now)) is { } next)
                    (next.Frame is null ? missing : come).Add(next.Number);
            }
        }

        static IEnumerable<int> Ordered(List<int> come, List<int> missing) => come.Union(missing).Order();
    }

    [Fact]
    public void AMissingPicture_IsWaitedFor_AndThenGivenUp()
    {
        var order = new ArrivalOrder(TimeSpan.FromMilliseconds(30));
        order.Take(Message(0), TimeSpan.Zero);
        Assert.Equal(0, order.Next(TimeSpan.Zero)!.Value.Number);
        order.Take(Message(2), TimeSpan.FromMilliseconds(10));

        Assert.Null(order.Next(TimeSpan.FromMilliseconds(39)));
        Assert.Equal(TimeSpan.FromMilliseconds(40), order.Due);
        var missing = order.Next(TimeSpan.FromMilliseconds(40))!.Value;
        Assert.Equal(1, missing.Number);
        Assert.Null(missing.Frame);
        Assert.NotNull(order.Next(TimeSpan.FromMilliseconds(40))!.Value.Frame);

        static FrameMessage Message(int number) => new(1, number, DateTimeOffset.UnixEpoch, FrameMessageFate.Skipped);
    }

    [Fact]
    public void ThePlannedSnr_FollowsReports_AndFallsWhileNothingArrives()
    {
        var tracker = new PlanTracker(5);
        Assert.Equal(5, tracker.PlanSnrDb);
        for (var i = 0; i < 60; i++)
            tracker.Take(new ReceiverReport(i, true, 14.2, false));
        Assert.Equal(14, tracker.PlanSnrDb);
        for (var i = 0; i < 5; i++)
            tracker.Take(new ReceiverReport(i, false, null, false));
        Assert.Equal(11, tracker.PlanSnrDb);
        for (var i = 0; i < 60; i++)
            tracker.Take(new ReceiverReport(i, true, 3, false));
        Assert.InRange(tracker.PlanSnrDb, 2.5, 3);
    }

    /// <summary>From 18 dB to a link on which nothing planned for more than −11 dB arrives, and which nobody reports until something does.</summary>
    [Fact]
    public void ThePlannedSnr_FallsUntilSomethingArrives_HoweverFar()
    {
        var tracker = new PlanTracker(18);
        var frames = 0;
        for (; tracker.PlanSnrDb > -11; frames++)
            tracker.Take(new ReceiverReport(frames, false, null, false));
        Assert.InRange(frames, 40, 60);
        for (var i = 0; i < 40; i++)
            tracker.Take(new ReceiverReport(frames + i, tracker.PlanSnrDb <= -11, -11, false));
        Assert.InRange(tracker.PlanSnrDb, -15, -11);
    }

    [Fact]
    public void AnSnrSchedule_IsStraightBetweenItsPoints()
    {
        var schedule = SnrSchedule.Parse("10:0:30s");

        Assert.Equal(new double[] { 10, 5, 0, 0 }, new[] { 0, 15, 30, 99 }.Select(second => schedule.At(TimeSpan.FromSeconds(second))));
        Assert.Equal(-3.5, SnrSchedule.Parse("-3.5").At(TimeSpan.FromHours(1)));
        foreach (var wrong in new[] { "", "ten", "1:2", "1:2:3", "1:2:0s", "1:2:-1s", "99", "1:99:3s", "NaN", "1:2:3s:4" })
            Assert.Throws<SemComException>(() => SnrSchedule.Parse(wrong));
    }
}
