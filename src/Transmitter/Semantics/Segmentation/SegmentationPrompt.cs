using System.Globalization;

namespace SemCom;

/// <summary>What is meant in a picture: points on it, points beside it, a box around it, in any combination. Immutable.</summary>
/// <example><code>SegmentationPrompt.At(120, 80).Without(300, 90)</code></example>
public sealed record SegmentationPrompt
{
    private SegmentationPrompt(IReadOnlyList<PromptPoint> points) => Points = points;

    /// <summary>All points; a box is two of them.</summary>
    public IReadOnlyList<PromptPoint> Points { get; }

    /// <summary>True when only one point is given, which may mean a thing, a part of it or a group.</summary>
    public bool IsAmbiguous => Points.Count == 1;

    /// <summary>The thing at a pixel.</summary>
    public static SegmentationPrompt At(int x, int y) => new([Middle(x, y, PromptKind.Positive)]);

    /// <summary>The thing in a box.</summary>
    public static SegmentationPrompt In(PictureBox box) => new([new(box.X, box.Y, PromptKind.TopLeft), new(box.Right, box.Bottom, PromptKind.BottomRight)]);

    /// <summary>A pixel that also belongs to it.</summary>
    public SegmentationPrompt With(int x, int y) => new([.. Points, Middle(x, y, PromptKind.Positive)]);

    /// <summary>A pixel that does not belong to it.</summary>
    public SegmentationPrompt Without(int x, int y) => new([.. Points, Middle(x, y, PromptKind.Negative)]);

    /// <summary>Refuses points outside a picture, and boxes without pixels.</summary>
    /// <exception cref="SemComException">There is one.</exception>
    public void CheckWithin(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        foreach (var (x, y, kind) in Points)
        {
            if (!(x >= 0 && y >= 0 && x <= picture.Width && y <= picture.Height))
                throw new SemComException(string.Create(CultureInfo.InvariantCulture,
                    $"prompt: every point must lie within the picture of {picture.Width}x{picture.Height} (one was {Math.Floor(x)},{Math.Floor(y)}); columns count from 0 at the left, rows from 0 at the top"));
        }
        var (first, last) = (Points.FirstOrDefault(p => p.Kind == PromptKind.TopLeft), Points.FirstOrDefault(p => p.Kind == PromptKind.BottomRight));
        if (last.Kind == PromptKind.BottomRight && !(last.X > first.X && last.Y > first.Y))
            throw new SemComException("prompt: a box must hold pixels; give it a width and a height of at least 1");
    }

    /// <summary>The prompt for a part of the picture; what does not belong and lies outside of it is left out.</summary>
    internal SegmentationPrompt Within(PictureBox part) => new([.. Points
        .Select(p => p with { X = p.X - part.X, Y = p.Y - part.Y })
        .Where(p => p.Kind != PromptKind.Negative || (p.X >= 0 && p.Y >= 0 && p.X <= part.Width && p.Y <= part.Height))]);

    private static PromptPoint Middle(int x, int y, PromptKind kind) => new(x + 0.5, y + 0.5, kind);
}
