using System.Globalization;

namespace SemCom.Evaluation.Rivals;

/// <summary>One way to encode a picture.</summary>
/// <param name="Codec">The codec.</param>
/// <param name="Format">Index into the codec's formats.</param>
/// <param name="Factor">Resolution.</param>
/// <param name="Quality">Rung of the codec's quality ladder.</param>
internal sealed record Rung(RivalCodec Codec, int Format, ResolutionFactor Factor, int Quality)
{
    /// <summary>A name that is fit for a file.</summary>
    public string FileName => string.Create(CultureInfo.InvariantCulture, $"{Codec.Name}-{Format}-{Factor.Numerator}of{Factor.Denominator}-{Quality}");
}
