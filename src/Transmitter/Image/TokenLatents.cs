using System.Collections.Concurrent;
using SemCom.Latents;

namespace SemCom.Transmitter.Image;

/// <summary>A picture's latents, ready to be quantised with any step. What was asked for once is kept; any number of threads may ask.</summary>
/// <param name="encoder">The network.</param>
/// <param name="tables">The model's statistics.</param>
/// <param name="rotations">Rotations, where network and statistics were made for tokens; null where they are those for analog symbols.</param>
/// <param name="picture">The picture.</param>
/// <param name="map">Class of each patch.</param>
internal sealed class TokenLatents(ImageEncoder encoder, LatentTables tables, LatentRotations? rotations, Picture picture, ClassMap map)
{
    /// <summary>Networks and rotations are told the step to a part of an octave.</summary>
    private const double PerOctave = 2;

    private readonly ConcurrentDictionary<(double, bool), Lazy<(float[], RotationMap?)>> _known = [];

    /// <summary>Planes of latents, colour means first, the others rotated where there are rotations.</summary>
    /// <param name="step">Quantisation step, above 0.</param>
    /// <param name="rotated">False leaves them as they are.</param>
    public (float[] Planes, RotationMap? Rotations) At(double step, bool rotated)
    {
        var (near, taken) = rotations is null ? (1, null) : (Math.Pow(2, Math.Round(PerOctave * Math.Log2(step)) / PerOctave), rotated ? rotations : null);
        return _known.GetOrAdd((near, taken is not null), _ => new Lazy<(float[], RotationMap?)>(() => Make(near, taken))).Value;
    }

    private (float[], RotationMap?) Make(double step, LatentRotations? taken)
    {
        var latents = encoder.Latents(picture, map, CodecCondition.TokenSnrDb, rotations is null ? CodecCondition.TokenRate : CodecCondition.TokenRateOf(step));
        return (latents, taken is null ? null : RotationChoice.Rotate(tables, taken, map, latents, step));
    }
}
