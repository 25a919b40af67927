namespace SemCom.Agents.Tests;

/// <summary>A recording whose outcomes follow a formula, so that tests can compute them.</summary>
internal static class MadeUpRecording
{
    public static LinkRecording Make(int pictures = 2)
    {
        var (grid, ways) = (RecordingGrid.Default, PlanCatalogue.Default.Ways);
        return new LinkRecording
        {
            Channel = "awgn",
            Origin = "made up",
            Ways = [.. ways.Select(way => way.Name)],
            Grid = grid,
            Pictures = [.. Enumerable.Range(0, pictures).Select(picture => new PictureRecording
            {
                Name = $"picture {picture}",
                Complexity = new PictureComplexity(30, 20 + picture, 24, 0.25f, 21),
                Cbr = [.. ways.SelectMany(way => grid.PlanSnrDb.Select(_ => (float)Math.Round(way.Cbr, 5)))],
                Outcomes = [.. ways.SelectMany(way => grid.PlanSnrDb.SelectMany(plan => grid.OffsetDb.Select(offset => Outcome(way, picture, plan, offset))))],
                Trial = new PictureTrial([.. ways.Select(way => Outcome(way, picture, PictureTrial.PlanSnrDb, PictureTrial.SnrDb - PictureTrial.PlanSnrDb))]),
                Motions = [Motion("still", 0), Motion("moving", 1)],
            })],
        };
    }

    /// <summary>Lost below the margin; otherwise the better, the more uses and the higher the planned SNR.</summary>
    public static RecordedOutcome Outcome(SendingWay way, int picture, double plan, double offset) => offset < -way.MarginDb
        ? RecordedOutcome.Lost
        : new RecordedOutcome((float)(25 + picture - 0.25 * plan + 2 * Math.Log2(way.UsesShare / 48.0)), (float)(24 + picture - 0.25 * plan), (float)Math.Round(0.9 - 0.002 * way.UsesShare, 4), 0);

    private static SceneMotion Motion(string name, int speed)
    {
        var ages = Enumerable.Range(1, 16).ToArray();
        return new SceneMotion(name, [.. ages.Select(age => speed == 0 ? 3f : 15 + age)], [.. ages.Select(age => speed == 0 ? 3f : 16 + age)], [.. ages.Select(age => speed == 0 ? 0f : Math.Min(1, 0.25f * age))],
            [.. ages.Select(_ => 3f)], [.. ages.Select(age => speed == 0 ? 1f : 1 - 0.01f * age)]);
    }
}
