using SemCom.Latents;
using SemCom.Transmitter.Image;

namespace SemCom.Transmitter.Planning;

/// <summary>Energies of groups of a picture's latents.</summary>
internal static class LatentEnergy
{
    /// <summary>Sum of squares of the coefficients of a low-band group.</summary>
    public static double Of(PictureAnalysis picture, LatentGroup group) => Of(picture.LowBand, picture.Grid.Count, group);

    /// <summary>Sum of squares of the values of any group.</summary>
    /// <param name="planes">All latents as they are modulated, in planes.</param>
    /// <param name="patches">Values in a plane.</param>
    /// <param name="group">The group.</param>
    public static double Of(float[] planes, int patches, LatentGroup group)
    {
        var plane = planes.AsSpan(group.Latent * patches, patches);
        double sum = 0;
        foreach (var position in group.Members)
            sum += (double)plane[position] * plane[position];
        return sum;
    }
}
