namespace SemCom.Evaluation;

/// <summary>The mean reward of a policy while it learned, on episodes that are always the same.</summary>
public sealed class LearningCurve
{
    private readonly List<LearningPoint> _points = [];

    /// <summary>Reward before anything was learned.</summary>
    public double First => _points.Count == 0 ? double.NaN : _points[0].Reward;

    /// <summary>Reward of the policy that was kept: the best.</summary>
    public double Best => _points.Select(point => point.Reward).DefaultIfEmpty(double.NaN).Max();

    /// <summary>Takes a point.</summary>
    public void Add(LearningPoint point) => _points.Add(point);

    /// <summary>Draws it.</summary>
    public string ToSvg()
    {
        var points = _points.Select(point => new ChartPoint(point.Steps / 1000.0, point.Reward, null)).ToArray();
        var chart = new Chart("learning.svg", "Mean reward of a picture on the same episodes while the policy learned", Axis.Round("pictures [thousands]", [.. points.Select(p => p.X)]), Axis.Round("reward", [.. points.Select(p => p.Y)]), [new Line("learned", 0, points)]);
        return SvgChart.Draw(chart, standalone: true);
    }
}
