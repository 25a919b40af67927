namespace SemCom;

/// <summary>A rectangle of pixels.</summary>
/// <param name="X">First column.</param>
/// <param name="Y">First row.</param>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
public readonly record struct PictureBox(int X, int Y, int Width, int Height)
{
    /// <summary>The column behind the last one.</summary>
    public int Right => X + Width;

    /// <summary>The row behind the last one.</summary>
    public int Bottom => Y + Height;

    /// <summary>Refuses a rectangle that is empty or reaches outside a picture.</summary>
    /// <exception cref="SemComException">It does.</exception>
    public void CheckWithin(int width, int height)
    {
        if (Width < 1 || Height < 1 || X < 0 || Y < 0 || (long)X + Width > width || (long)Y + Height > height)
            throw new SemComException($"box: {X},{Y},{Width},{Height} (x, y, width, height) must hold pixels and lie within the picture of {width}x{height}; choose one inside");
    }
}
