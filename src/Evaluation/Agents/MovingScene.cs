using SemCom.Randomness;

namespace SemCom.Evaluation;

/// <summary>The frames of a scene that moves in a known way, made from one picture, with a little noise of the camera.</summary>
internal sealed class MovingScene(Picture picture, MotionKind motion, ulong seed)
{
    /// <summary>Standard deviation of the camera's noise (8 bits).</summary>
    private const double Noise = 1;

    /// <summary>Frame number <paramref name="index"/>, from 0.</summary>
    public Picture Frame(int index)
    {
        var (rgb, noise) = (new byte[picture.ValueCount], new float[picture.ValueCount]);
        new CounterRandom(seed, RandomPurpose.SourceData, (ulong)index).FillGaussian(noise);
        var (side, shift) = (Math.Sqrt(motion.ObjectShare), index * motion.ObjectPixels);
        var (left, top) = (picture.Width * (0.5 - side / 2) + shift, picture.Height * (0.5 - side / 2));
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                // The object is what stood in the middle, seen from the other side, so that it differs from what it covers.
                var inside = x >= left && x < left + side * picture.Width && y >= top && y < top + side * picture.Height;
                var from = inside ? picture.Width - 1 - (x - shift) : x + index * motion.PanPixels;
                for (var c = 0; c < 3; c++)
                {
                    var at = 3 * (y * picture.Width + x) + c;
                    rgb[at] = (byte)Math.Clamp(Math.Round(Sample(from, y, c) + Noise * noise[at]), 0, 255);
                }
            }
        }
        return new Picture(picture.Width, picture.Height, rgb);
    }

    private double Sample(double x, int y, int c)
    {
        var floor = Math.Floor(x);
        var share = x - floor;
        return (1 - share) * At((int)floor) + (share == 0 ? 0 : share * At((int)floor + 1));

        double At(int column)
        {
            var period = 2 * picture.Width;
            var folded = ((column % period) + period) % period;
            return picture.Rgb[3 * (y * picture.Width + (folded < picture.Width ? folded : period - 1 - folded)) + c];
        }
    }
}
