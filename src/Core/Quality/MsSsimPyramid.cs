namespace SemCom;

/// <summary>The five scales of MS-SSIM for one colour channel, fed row by row so that memory does not grow with height.</summary>
internal static class MsSsimPyramid
{
    /// <summary>Exponents of the scales, finest first (Wang, Simoncelli, Bovik 2003, section 3.2).</summary>
    private static readonly double[] Weights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

    /// <summary>MS-SSIM of colour channel <paramref name="channel"/> (0 red, 1 green, 2 blue).</summary>
    /// <remarks>Negative means count as 0, as is usual, so that the fractional powers stay real.</remarks>
    public static double Compare(Picture reference, Picture received, int channel)
    {
        var scales = Build(reference.Width, reference.Height);
        scales[0].PushChannel(reference, received, channel);

        var product = 1.0;
        for (var i = 0; i < scales.Length; i++)
        {
            var term = i == scales.Length - 1 ? scales[i].MeanSsim : scales[i].MeanContrastStructure;
            product *= Math.Pow(Math.Max(term, 0), Weights[i]);
        }
        return product;
    }

    private static SsimScale[] Build(int width, int height)
    {
        var scales = new SsimScale[Weights.Length];
        for (var i = scales.Length - 1; i >= 0; i--)
        {
            var next = i + 1 < scales.Length ? scales[i + 1] : null;
            scales[i] = new SsimScale(Halved(width, i), Halved(height, i), next);
        }
        return scales;
    }

    private static int Halved(int side, int times)
    {
        for (; times > 0; times--)
            side = (side + 1) / 2;
        return side;
    }
}
