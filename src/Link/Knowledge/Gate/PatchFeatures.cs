namespace SemCom.Knowledge;

/// <summary>
/// What a gate looks at: for each patch of 16x16 how it and its difference from the prototype vary, how rough both are, how far their means stand out and differ, the same of the neighbours, and
/// what the whole picture and the plan are like. Energies are ln(1 + x), x on the 0..255 scale squared.
/// </summary>
internal static class PatchFeatures
{
    /// <summary>Numbers for each patch.</summary>
    public const int Count = 15;

    /// <summary>Energies of a patch, each of the picture and of the difference.</summary>
    private const int Energies = 6;

    /// <summary>The features [patches · <see cref="Count"/>], rows of patches from the top.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="prototype">A prototype of its size.</param>
    /// <param name="snrDb">Planned SNR [dB].</param>
    /// <param name="cbr">Channel bandwidth ratio.</param>
    public static float[] Of(Picture picture, Picture prototype, double snrDb, double cbr)
    {
        var columns = PatchReference.Columns(picture.Width);
        var energies = LogEnergies(picture, prototype);
        var patches = energies.Length / Energies;
        var features = new float[patches * Count];
        var (own, difference, linear) = (Mean(e => e[0]), Mean(e => e[1]), Mean(e => MathF.Exp(e[0])));
        for (var patch = 0; patch < patches; patch++)
        {
            var at = energies.AsSpan(patch * Energies, Energies);
            var to = features.AsSpan(patch * Count, Count);
            at.CopyTo(to);
            to[6] = at[0] - at[1];
            to[7] = Neighbours(patch, 0);
            to[8] = Neighbours(patch, 1);
            to[9] = (float)own;
            to[10] = (float)difference;
            to[11] = (float)Math.Log(linear);
            to[12] = (float)(snrDb / 10);
            to[13] = (float)Math.Log(cbr);
            to[14] = (float)(own - difference);
        }
        return features;

        double Mean(Func<ReadOnlySpan<float>, float> of) => Enumerable.Range(0, patches).Average(patch => (double)of(energies.AsSpan(patch * Energies, Energies)));

        float Neighbours(int patch, int energy)
        {
            var (sum, count) = (0f, 0);
            foreach (var (neighbour, isThere) in ((int, bool)[])[(patch - 1, patch % columns > 0), (patch + 1, patch % columns < columns - 1), (patch - columns, patch >= columns), (patch + columns, patch + columns < patches)])
            {
                if (isThere)
                    (sum, count) = (sum + energies[neighbour * Energies + energy], count + 1);
            }
            return count == 0 ? energies[patch * Energies + energy] : sum / count;
        }
    }

    /// <summary>Variance, mean square step to the next pixel, and squared distance of the mean from that of the neighbours, for picture and difference in turn.</summary>
    private static float[] LogEnergies(Picture picture, Picture prototype)
    {
        var columns = PatchReference.Columns(picture.Width);
        var (own, difference) = (new PatchMoments(picture, (x, _) => x, prototype), new PatchMoments(picture, (x, p) => x - p, prototype));
        var energies = new float[PatchReference.Count(picture.Width, picture.Height) * Energies];
        for (var patch = 0; patch < energies.Length / Energies; patch++)
        {
            var at = patch * Energies;
            (energies[at], energies[at + 1]) = (Log(own.Variance(patch)), Log(difference.Variance(patch)));
            (energies[at + 2], energies[at + 3]) = (Log(own.Roughness(patch)), Log(difference.Roughness(patch)));
            (energies[at + 4], energies[at + 5]) = (Log(own.Offset(patch, columns)), Log(difference.Offset(patch, columns)));
        }
        return energies;

        static float Log(double energy) => (float)Math.Log(1 + energy);
    }
}
