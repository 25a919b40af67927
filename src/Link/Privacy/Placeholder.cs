namespace SemCom;

/// <summary>What stands where a private part was taken out or could not be opened.</summary>
public static class Placeholder
{
    private const int StripeWidth = 8;
    private const byte Dark = 24, Light = 232;

    /// <summary>
    /// The picture without a part: each pixel of it becomes the mean of the pixels just outside its row and column, nearer ones counting more. Nothing of the part is left, and what is left costs few
    /// channel uses.
    /// </summary>
    public static Picture Remove(Picture picture, PictureBox box)
    {
        ArgumentNullException.ThrowIfNull(picture);
        box.CheckWithin(picture.Width, picture.Height);
        var part = new byte[box.Width * box.Height * 3];
        for (var y = box.Y; y < box.Bottom; y++)
        {
            for (var x = box.X; x < box.Right; x++)
            {
                double weights = 0, red = 0, green = 0, blue = 0;
                Add(box.X - 1, y, x - box.X + 1);
                Add(box.Right, y, box.Right - x);
                Add(x, box.Y - 1, y - box.Y + 1);
                Add(x, box.Bottom, box.Bottom - y);
                var to = part.AsSpan(((y - box.Y) * box.Width + x - box.X) * 3, 3);
                (to[0], to[1], to[2]) = weights == 0 ? ((byte)128, (byte)128, (byte)128) : ((byte)Math.Round(red / weights), (byte)Math.Round(green / weights), (byte)Math.Round(blue / weights));

                void Add(int column, int row, int distance)
                {
                    if (column < 0 || row < 0 || column >= picture.Width || row >= picture.Height)
                        return;
                    var (at, weight) = ((row * picture.Width + column) * 3, 1.0 / distance);
                    (weights, red, green, blue) = (weights + weight, red + weight * picture.Rgb[at], green + weight * picture.Rgb[at + 1], blue + weight * picture.Rgb[at + 2]);
                }
            }
        }
        return picture.With(new Picture(box.Width, box.Height, part), box.X, box.Y);
    }

    /// <summary>Dark and light stripes, which nobody can take for a picture: at most 8 dB against any content.</summary>
    public static Picture Stripes(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
            rgb.AsSpan(3 * i, 3).Fill((i % width + i / width) / StripeWidth % 2 == 0 ? Dark : Light);
        return new Picture(width, height, rgb);
    }
}
