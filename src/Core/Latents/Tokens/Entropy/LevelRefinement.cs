namespace SemCom.Latents;

/// <summary>What is expected of the levels of a picture, as an <see cref="EntropyNetwork"/> corrects it. It is told of every patch right behind the context.</summary>
/// <param name="kinds">What is expected of the patches.</param>
/// <param name="context">What is expected without the network.</param>
/// <param name="network">The network.</param>
/// <param name="spread">Distance of a quantiser's points (0..255 scale).</param>
internal sealed class LevelRefinement(PatchKinds kinds, LevelContext context, EntropyNetwork network, double spread)
{
    /// <summary>Variance in squared spreads below which levels keep the width that is expected without a network.</summary>
    public const double Narrowest = 1.0 / 64;

    private readonly LevelFeatures _features = new(kinds, context, spread);
    private float[] _sums = [];

    /// <summary>Turns to a patch; patches come in rows from the top.</summary>
    public void Enter(int patch)
    {
        _features.Enter(patch);
        _sums = network.Enter(_features.Patch, kinds.RotationOf(kinds[patch]));
    }

    /// <summary>What the network says of the next level.</summary>
    /// <param name="expected">What is expected without it.</param>
    /// <param name="path">The way through the patch so far.</param>
    public WidthCorrection Correct(in LevelExpectation expected, in LevelPath path)
    {
        if (expected.Variance < Narrowest)
            return default;
        Span<float> told = stackalloc float[LevelFeatures.BesideQuantiser];
        _features.Tell(expected, path, told);
        return network.Correct(_sums, told, expected.Latent, expected.Model.Quantiser.Number);
    }

    /// <summary>What the network says of all levels of a patch.</summary>
    /// <param name="levels">Levels of the patch.</param>
    /// <param name="corrections">As many; is written.</param>
    public void Follow(ReadOnlySpan<int> levels, Span<WidthCorrection> corrections)
    {
        var path = default(LevelPath);
        for (var latent = 0; latent < levels.Length; latent++)
        {
            var expected = path.Expect(context, latent);
            var quantiser = expected.Model.Quantiser;
            corrections[latent] = Correct(expected, path);
            path.Take(quantiser, Math.Abs(levels[latent]));
            context.Learn(latent, quantiser, levels[latent]);
        }
    }

    /// <summary>The context has left the patch.</summary>
    public void Leave() => _features.Leave();
}
