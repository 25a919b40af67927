namespace SemCom.Evaluation;

/// <summary>A chart of lines with error bars.</summary>
/// <param name="FileName">Name of its file, without ending.</param>
/// <param name="Title">What is shown.</param>
/// <param name="X">Horizontal axis.</param>
/// <param name="Y">Vertical axis.</param>
/// <param name="Lines">Their looks repeat after <see cref="LineLook.Count"/>.</param>
internal sealed record Chart(string FileName, string Title, Axis X, Axis Y, IReadOnlyList<Line> Lines);

/// <summary>One line; its points stand from left to right.</summary>
/// <param name="Name">What stands beside it.</param>
/// <param name="Look">Index of its look: the same system looks the same in every chart.</param>
/// <param name="Points">At least one.</param>
internal sealed record Line(string Name, int Look, IReadOnlyList<ChartPoint> Points);

/// <summary>One point with the half width of its confidence interval, if known.</summary>
internal readonly record struct ChartPoint(double X, double Y, double? HalfWidth);
