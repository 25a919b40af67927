using SemCom.Latents;
using SemCom.Transmitter.Image;

namespace SemCom.Transmitter.Planning;

/// <summary>Energies of a picture's low-band coefficients.</summary>
internal static class LowBandEnergy
{
    /// <summary>Sum of squares of the coefficients of a low-band group.</summary>
    public static double Of(PictureAnalysis picture, LatentGroup group)
    {
        var plane = picture.LowBand.AsSpan(group.Latent * picture.Grid.Count, picture.Grid.Count);
        double sum = 0;
        foreach (var position in group.Members)
            sum += (double)plane[position] * plane[position];
        return sum;
    }
}
