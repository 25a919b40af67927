namespace SemCom;

/// <summary>How close a received picture is to the one that was sent. Both need the same size.</summary>
public static class PictureQuality
{
    /// <summary>Shortest side that holds one 11x11 window.</summary>
    public const int MinSsimSide = SsimScale.WindowSide;

    /// <summary>Shortest side for which five scales of an 11x11 window exist: (11 − 1)·2⁴ + 1 pixels.</summary>
    public const int MinMsSsimSide = (SsimScale.WindowSide - 1) * 16 + 1;

    /// <summary>Peak signal-to-noise ratio over all 3·H·W 8-bit values: 10·log10(255² / MSE) [dB].</summary>
    /// <returns>Null when the pictures are identical: the ratio is then infinite, which JSON cannot hold.</returns>
    /// <exception cref="SemComException">The sizes differ.</exception>
    public static double? PsnrDb(Picture reference, Picture received)
    {
        var squares = SquaredError(reference, received);
        return PsnrDb(squares, reference.ValueCount);
    }

    /// <summary>PSNR of a sum of squared errors [dB]; null when it is 0.</summary>
    internal static double? PsnrDb(long squares, long values) => squares == 0 ? null : Decibels.FromLinear(255.0 * 255.0 * values / squares);

    /// <summary>Squared error, summed over all 3·H·W values.</summary>
    /// <exception cref="SemComException">The sizes differ.</exception>
    internal static long SquaredError(Picture reference, Picture received)
    {
        CheckSameSize(reference, received);
        var a = reference.Rgb;
        var b = received.Rgb;
        long squares = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var d = a[i] - b[i];
            squares += d * d;
        }
        return squares;
    }

    /// <summary>
    /// Structural similarity, −1..1: Gaussian window 11x11 of σ = 1.5 at the pictures' own resolution, mean over all windows that lie inside,
    /// computed on R, G and B and averaged. Z. Wang, A. C. Bovik, H. R. Sheikh, E. P. Simoncelli, "Image quality assessment: from error visibility to
    /// structural similarity", IEEE Trans. Image Processing 13(4), 2004, section III-B.
    /// </summary>
    /// <returns>Null when a side is shorter than <see cref="MinSsimSide"/>.</returns>
    /// <exception cref="SemComException">The sizes differ.</exception>
    public static double? Ssim(Picture reference, Picture received)
    {
        CheckSameSize(reference, received);
        if (Math.Min(reference.Width, reference.Height) < MinSsimSide)
            return null;
        double sum = 0;
        for (var channel = 0; channel < 3; channel++)
        {
            var scale = new SsimScale(reference.Width, reference.Height, next: null);
            scale.PushChannel(reference, received, channel);
            sum += scale.MeanSsim;
        }
        return sum / 3;
    }

    /// <summary>
    /// Multi-scale structural similarity, 0..1: computed on R, G and B and averaged, as learned codecs report it.
    /// Z. Wang, E. P. Simoncelli, A. C. Bovik, "Multiscale structural similarity for image quality assessment", Asilomar 2003.
    /// </summary>
    /// <returns>Null when a side is shorter than <see cref="MinMsSsimSide"/>.</returns>
    /// <exception cref="SemComException">The sizes differ.</exception>
    public static double? MsSsim(Picture reference, Picture received)
    {
        CheckSameSize(reference, received);
        if (Math.Min(reference.Width, reference.Height) < MinMsSsimSide)
            return null;
        double sum = 0;
        for (var channel = 0; channel < 3; channel++)
            sum += MsSsimPyramid.Compare(reference, received, channel);
        return sum / 3;
    }

    private static void CheckSameSize(Picture reference, Picture received)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(received);
        if (reference.Width != received.Width || reference.Height != received.Height)
        {
            throw new SemComException($"quality: both pictures must have the same size (was {reference.Width}x{reference.Height} " +
                $"and {received.Width}x{received.Height}); compare a picture with its own reconstruction");
        }
    }
}
