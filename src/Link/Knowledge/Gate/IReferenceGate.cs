namespace SemCom.Knowledge;

/// <summary>Decides which patches of a picture refer to a prototype.</summary>
internal interface IReferenceGate
{
    /// <summary>Frames from a picture that may be a prototype to the one that decides.</summary>
    const int Watched = 3;

    /// <summary>The choice with the best expected gain; null where no patch had best refer.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="key">The prototype's key.</param>
    /// <param name="prototype">A prototype of the picture's size.</param>
    /// <param name="budget">What there is for frame and message.</param>
    ReferenceChoice? Choose(Picture picture, ulong key, Picture prototype, ReferenceBudget budget);

    /// <summary>Whether a prototype of the scene that these pictures show would pay.</summary>
    /// <param name="pictures">The last <see cref="Watched"/> pictures and the present one, of one size, in their order.</param>
    /// <param name="budget">What there is for a picture.</param>
    /// <param name="leastGainDb">Gain below which a prototype is not used [dB].</param>
    bool IsWorthTeaching(IReadOnlyList<Picture> pictures, ReferenceBudget budget, double leastGainDb);
}
