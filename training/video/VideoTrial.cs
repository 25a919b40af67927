using SemCom.Framing;
using SemCom.Latents;
using SemCom.Transmitter.Image;
using SemCom.Transmitter.Video;
using SemCom.Video;

namespace SemCom.Training.Video;

/// <summary>Sends a video as the product does, at a drawn SNR and bandwidth, and notes what its differences are like.</summary>
internal sealed class VideoTrial(SemanticTransmitter transmitter, UpdateTables tables)
{
    private const int RefreshInterval = 50;

    public void Run(IReadOnlyList<Picture> video, int seed, DifferenceSums sums)
    {
        var random = new Random(seed);
        var plan = new LinkPlan(1.0 / ((int[])[64, 48, 32, 24, 16])[random.Next(5)], 4 * random.Next(4));
        var whole = transmitter.EncodeWhole(video[0], plan);
        var grid = whole.Side.Message.Map.Patches;
        var held = new HeldPicture(tables, grid);
        var noise = Decibels.ToNoisePower(whole.Header.PlanSnrDb);
        held.Begin(whole.Side.Message, whole.Side.Allocation, new Observation(LatentModulator.Weighed(whole.Latents, grid.Count, whole.Side.Allocation), whole.Header.Scale, noise));
        var planner = new UpdatePlanner(tables) { Prices = UpdatePrices.Of(whole.Side.Allocation, noise) };
        var schedule = new RefreshSchedule(grid.Count, RefreshInterval);
        foreach (var picture in video.Skip(1))
        {
            schedule.Advance();
            var classes = ClassMap.FromActivity(tables.Latents, grid, 1, PictureAnalysis.Of(picture, tables.Latents).Activity);
            var latents = transmitter.Encoder.Latents(picture, classes, plan.SnrDb, plan.ChannelBandwidthRatio);
            var uses = (int)(plan.ChannelBandwidthRatio * picture.ValueCount);
            if (planner.Plan(latents, classes, held, schedule.Demands, plan, gap: 1, plan.Layout.DataFor(uses)) is not { } update)
                continue;
            schedule.Done(update.Message.Map);
            sums.Add(tables, update.Message.Map, latents, held);
            var reals = UpdateModulator.Weighed(tables, latents, held, update.Allocation);
            var scale = Math.Sqrt(reals.Length / reals.Sum(value => (double)value * value));
            held.Update(update.Message, update.Allocation, new Observation(reals, Math.Clamp(scale, FrameHeader.SmallestScale, FrameHeader.LargestScale), noise), isGuarded: false);
            sums.AddError(latents, held, 3.0 * tables.Latents.Patch * tables.Latents.Patch * grid.Count);
        }
    }
}
