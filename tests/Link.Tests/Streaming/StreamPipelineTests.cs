using System.Runtime.CompilerServices;
using SemCom.Streaming;

namespace SemCom.Link.Tests.Streaming;

/// <summary>Queues, outcomes and ends of a stream, with stages and a clock that the test holds.</summary>
public sealed class StreamPipelineTests
{
    private static readonly SemanticStreamOptions Live = new() { Clock = new SkippingClock(), DeadlineSeconds = 60, FramesPerSecond = 25 };

    private static readonly SemanticStreamOptions Simulated = Live with { IsSimulatedClock = true };

    [Fact]
    public async Task EveryPicture_HasOneOutcome_InOrder_AndTheCountsAddUp()
    {
        var stages = new FakeStages
        {
            OnEncode = item => item.Outcome = item.Number % 5 == 1 ? FrameOutcome.Skipped : null,
            OnDecode = item => item.Outcome = item.Number % 7 == 3 ? FrameOutcome.Lost : FrameOutcome.Shown,
        };

        var (frames, counts) = await Run(Simulated, stages, Pictures(200));

        Assert.Equal(Enumerable.Range(0, 200), frames.Select(frame => frame.Number));
        Assert.Equal(200, counts.Taken);
        Assert.Equal(200, counts.Finished);
        Assert.Equal(counts.Finished, counts.Shown + counts.Skipped + counts.Late + counts.Dropped + counts.Lost);
        Assert.Equal(frames.Count(frame => frame.Outcome == FrameOutcome.Lost), counts.Lost);
        Assert.Equal(40, counts.Skipped);
        Assert.Equal(0, counts.Late + counts.Dropped);
    }

    [Fact]
    public async Task ALiveSource_DropsTheOldest_WhileTheEncoderIsBusy()
    {
        using var all = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        var stages = new FakeStages
        {
            OnEncode = item =>
            {
                if (item.Number != 0)
                    return;
                begun.Set();
                all.Wait(TestContext.Current.CancellationToken);
            },
        };

        var (frames, counts) = await Run(Live with { Capacity = 2 }, stages, Pictures(10, after: i =>
        {
            if (i == 0)
                begun.Wait(TestContext.Current.CancellationToken);
            if (i == 9)
                all.Set();
        }));

        Assert.Equal(Enumerable.Range(0, 10), frames.Select(frame => frame.Number));
        Assert.Equal(new[] { 0, 8, 9 }, frames.Where(frame => frame.Outcome == FrameOutcome.Shown).Select(frame => frame.Number));
        Assert.Equal(7, counts.Dropped);
        Assert.Equal(10, counts.Finished);
    }

    [Fact]
    public async Task AFile_Waits_WhereAStageIsSlow()
    {
        var (given, decoded, most) = (0, 0, 0);
        var stages = new FakeStages
        {
            OnDecode = _ =>
            {
                most = Math.Max(most, Volatile.Read(ref given) - decoded);
                decoded++;
                Thread.Yield();
            },
        };

        var (_, counts) = await Run(Simulated with { Capacity = 2 }, stages, Pictures(300, after: _ => Interlocked.Increment(ref given)));

        Assert.Equal(300, counts.Shown);
        // Two that wait, and one in each of source, encoder, air and decoder with the places between them.
        Assert.InRange(most, 1, 10);
    }

    [Fact]
    public async Task WhatArrivesAfterItsDeadline_IsLate_AndTheOneBeforeStays()
    {
        var clock = new SkippingClock();
        var stages = new FakeStages { OnDecode = item => clock.Advance(TimeSpan.FromMilliseconds(item.Number == 2 ? 500 : 0)) };
        using var decoded = new SemaphoreSlim(1);

        // One picture at a time: the next is taken when the one before has been shown.
        var (frames, counts) = await Run(Live with { Clock = clock, DeadlineSeconds = 0.3 }, stages, Pictures(5, before: _ => decoded.Wait(TestContext.Current.CancellationToken)), _ => decoded.Release());

        Assert.Equal(new[] { FrameOutcome.Shown, FrameOutcome.Shown, FrameOutcome.Late, FrameOutcome.Shown, FrameOutcome.Shown }, frames.Select(frame => frame.Outcome));
        Assert.Same(frames[1].Original, frames[2].Shown);
        Assert.Same(frames[3].Original, frames[3].Shown);
        Assert.Equal(1, counts.Late);
        Assert.True(frames[2].Latency >= TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public async Task APictureWhoseDeadlinePassedBeforeTheEncoder_IsNotSent()
    {
        var clock = new SkippingClock();
        using var taken = new ManualResetEventSlim();
        var encoded = new List<int>();
        var stages = new FakeStages
        {
            OnEncode = item =>
            {
                encoded.Add(item.Number);
                if (item.Number != 0)
                    return;
                taken.Wait(TestContext.Current.CancellationToken);
                clock.Advance(TimeSpan.FromSeconds(5));
            },
        };

        var (frames, _) = await Run(Live with { Clock = clock, DeadlineSeconds = 1 }, stages, Pictures(2, after: i =>
        {
            if (i == 1)
                taken.Set();
        }));

        Assert.Equal(0, Assert.Single(encoded));
        Assert.Equal(FrameOutcome.Dropped, frames[1].Outcome);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Reports_ComeAsManyPicturesLate_AsTheOptionsSay(int delay)
    {
        var stages = new FakeStages();

        await Run(Simulated with { FeedbackDelayFrames = delay }, stages, Pictures(50));

        Assert.Equal(Enumerable.Range(0, 50 - delay).Select(number => (number + delay, number)), stages.Reports.Select(entry => (entry.Before, entry.Report.Number)));
    }

    [Fact]
    public async Task LostReports_NeverCome_AndAreTheSameForTheSameSeed()
    {
        var (first, second) = (new FakeStages(), new FakeStages());

        await Run(Simulated with { FeedbackLossRate = 0.3 }, first, Pictures(1000));
        await Run(Simulated with { FeedbackLossRate = 0.3 }, second, Pictures(1000));

        // Binomial with 998 draws: the standard deviation is 14.5.
        Assert.InRange(first.Reports.Count, 998 * 0.7 - 73, 998 * 0.7 + 73);
        Assert.Equal(first.Reports.Select(entry => entry.Report.Number), second.Reports.Select(entry => entry.Report.Number));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Breaking_LeavesNoTask_AndEndsTheSource(bool simulated)
    {
        var ended = false;
        var stages = new FakeStages();
        using var pipeline = New(simulated ? Simulated : Live, stages, out _);

        await foreach (var frame in pipeline.RunAsync(Endless(() => ended = true, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken))
        {
            if (frame.Number == 20)
                break;
        }

        Assert.True(ended);
        var last = stages.Reports.Count;
        await Task.Yield();
        Assert.Equal(last, stages.Reports.Count);
    }

    [Fact]
    public async Task Cancelling_EndsTheRun()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var ended = false;
        using var pipeline = New(Live, new FakeStages(), out _);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var frame in pipeline.RunAsync(Endless(() => ended = true, TestContext.Current.CancellationToken), stop.Token))
            {
                if (frame.Number == 5)
                    await stop.CancelAsync();
            }
        });

        Assert.True(ended);
    }

    [Theory]
    [InlineData("encode")]
    [InlineData("transmit")]
    [InlineData("decode")]
    [InlineData("source")]
    public async Task AFailure_EndsTheRun_AndIsThrown(string where)
    {
        var stages = new FakeStages
        {
            OnEncode = item => Fail(where == "encode", item.Number),
            OnTransmit = item => Fail(where == "transmit", item.Number),
            OnDecode = item => Fail(where == "decode", item.Number),
        };

        var thrown = await Assert.ThrowsAsync<SemComException>(() => Run(Simulated, stages, Pictures(100, before: number => Fail(where == "source", number))));

        Assert.Equal("picture 7", thrown.Message);

        static void Fail(bool here, int number)
        {
            if (here && number == 7)
                throw new SemComException("picture 7");
        }
    }

    private static StreamPipeline New(SemanticStreamOptions options, IStreamStages stages, out StreamStatistics statistics)
    {
        statistics = new StreamStatistics(options.Clock);
        return new StreamPipeline(options, new StreamControls(options), stages, statistics);
    }

    private static async Task<(List<StreamedFrame> Frames, StreamCounts Counts)> Run(SemanticStreamOptions options, IStreamStages stages, IAsyncEnumerable<Picture> source, Action<StreamedFrame>? each = null)
    {
        using var pipeline = New(options, stages, out var statistics);
        var frames = new List<StreamedFrame>();
        await foreach (var frame in pipeline.RunAsync(source, TestContext.Current.CancellationToken))
        {
            frames.Add(frame);
            each?.Invoke(frame);
        }
        return (frames, statistics.Snapshot());
    }

    private static async IAsyncEnumerable<Picture> Pictures(int count, Action<int>? before = null, Action<int>? after = null)
    {
        for (var i = 0; i < count; i++)
        {
            before?.Invoke(i);
            yield return new Picture(1, 1, [(byte)i, (byte)i, (byte)i]);
            await Task.Yield();
            after?.Invoke(i);
        }
    }

    private static async IAsyncEnumerable<Picture> Endless(Action end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(1, cancellationToken);
                yield return new Picture(1, 1, [1, 2, 3]);
            }
        }
        finally
        {
            end();
        }
    }
}
