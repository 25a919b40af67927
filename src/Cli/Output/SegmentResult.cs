namespace SemCom.Cli;

/// <summary>What <c>segment --json</c> prints.</summary>
/// <param name="Source">File name without folder.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="SalientShare">Share of the picture that stands out; null with a prompt.</param>
/// <param name="Masks">Readings of the prompt, the best first.</param>
/// <param name="LookMs">Time of looking at the picture [ms].</param>
/// <param name="MasksMs">Time of all prompts [ms].</param>
internal sealed record SegmentResult(string Source, int Width, int Height, double? SalientShare, IReadOnlyList<SegmentRow> Masks, double LookMs, double MasksMs);

/// <summary>One mask.</summary>
/// <param name="Quality">Expected intersection over union with what is meant.</param>
/// <param name="Share">Share of the picture.</param>
/// <param name="Bounds">The smallest rectangle around it; null for an empty mask.</param>
internal sealed record SegmentRow(double Quality, double Share, PictureBox? Bounds);
