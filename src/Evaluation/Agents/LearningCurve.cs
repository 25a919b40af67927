namespace SemCom.Evaluation;

/// <summary>The mean reward of a policy while it learned.</summary>
public sealed class LearningCurve
{
    /// <summary>Points of the chart.</summary>
    private const int Points = 40;

    private readonly List<PpoProgress> _updates = [];

    /// <summary>Mean reward over the first twentieth.</summary>
    public double First => Mean(0, Math.Max(1, _updates.Count / 20));

    /// <summary>Mean reward over the last twentieth.</summary>
    public double Last => Mean(_updates.Count - Math.Max(1, _updates.Count / 20), _updates.Count);

    /// <summary>Takes an update.</summary>
    public void Add(PpoProgress update) => _updates.Add(update);

    /// <summary>Draws it: means over equal parts of the updates.</summary>
    public string ToSvg()
    {
        var parts = Math.Max(1, Math.Min(Points, _updates.Count));
        var points = Enumerable.Range(0, parts).Select(i => (From: i * _updates.Count / parts, To: (i + 1) * _updates.Count / parts))
            .Select(part => new ChartPoint(_updates[part.To - 1].Steps / 1000.0, Mean(part.From, part.To), null)).ToArray();
        var chart = new Chart("learning.svg", "Mean reward of a picture while the policy learned", Axis.Round("pictures [thousands]", [.. points.Select(p => p.X)]), Axis.Round("reward", [.. points.Select(p => p.Y)]), [new Line("learned", 0, points)]);
        return SvgChart.Draw(chart, standalone: true);
    }

    private double Mean(int from, int to) => _updates.Skip(from).Take(to - from).Select(update => update.MeanReward).DefaultIfEmpty(double.NaN).Average();
}
