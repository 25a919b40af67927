namespace SemCom.Agents.Tests;

/// <summary>A recording by formula: errors fall with rate and SNR, frames far below the planned SNR are lost.</summary>
internal static class SyntheticLink
{
    public static LinkRecording Recording { get; } = Make();

    public static LinkTwin Twin { get; } = LinkTwinTrainer.Fit(Recording, factors: 1);

    private static LinkRecording Make()
    {
        var (grid, ways) = (RecordingGrid.Default, PlanCatalogue.Default.Ways);
        return new LinkRecording { Channel = "awgn", Origin = "a formula", Ways = [.. ways.Select(way => way.Name)], Grid = grid, Pictures = [Picture(0), Picture(1)] };

        PictureRecording Picture(int number) => new()
        {
            Name = $"picture {number}",
            Complexity = new PictureComplexity(30 + number, 20 + 3 * number, 24, 0.25f, 21),
            Cbr = [.. ways.SelectMany(way => grid.PlanSnrDb.Select(_ => (float)way.Cbr + 0.001f))],
            Outcomes = [.. ways.SelectMany(way => grid.PlanSnrDb.SelectMany(plan => grid.OffsetDb.Select(offset => Outcome(way, plan, offset, number))))],
            Trial = new PictureTrial([.. ways.Select(way => Outcome(way, PictureTrial.PlanSnrDb, PictureTrial.SnrDb - PictureTrial.PlanSnrDb, number))]),
            Motions = [new SceneMotion("slow", [10, 12, 14], [10, 12, 14], [0.2f, 0.3f, 0.4f], [3, 4, 5], [0.99f, 0.98f, 0.97f])],
        };

        static RecordedOutcome Outcome(SendingWay way, double plan, double offset, int number)
        {
            var error = (float)(22 + 2 * number - 6 * Math.Log10(way.Cbr * 96) - 0.3 * (plan + offset));
            return new RecordedOutcome(error, error - (way.Focused ? 3 : 0), Math.Clamp(1 - error / 60, 0, 1), offset < -way.MarginDb ? 1 : 0);
        }
    }
}
