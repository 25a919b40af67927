namespace SemCom.Latents;

/// <summary>Walks through the levels of a picture as the entropy code does: patch by patch in rows from the top, each level with the model that the levels before it tell.</summary>
internal static class LevelWalk
{
    /// <summary>Visits all levels.</summary>
    /// <param name="kinds">What is expected of the patches.</param>
    /// <param name="step">Quantisation step, above 0.</param>
    /// <param name="visit">Is given what is expected of a level and its place, and returns the level.</param>
    public static void Along(PatchKinds kinds, double step, Func<LevelExpectation, int, int> visit)
    {
        var (context, patches) = (new LevelContext(kinds, LatentLevels.Spread * step), kinds.Patches.Count);
        var refinement = kinds.Network is { } network ? new LevelRefinement(kinds, context, network, LatentLevels.Spread * step) : null;
        for (var patch = 0; patch < patches; patch++)
        {
            context.Enter(patch);
            refinement?.Enter(patch);
            var path = default(LevelPath);
            for (var (latent, at) = (0, patch); latent < kinds.Latents; latent++, at += patches)
            {
                var expected = path.Expect(context, latent);
                var (quantiser, level) = (expected.Model.Quantiser, visit(refinement?.Correct(expected, path).Apply(expected) ?? expected, at));
                path.Take(quantiser, Math.Abs(level));
                context.Learn(latent, quantiser, level);
            }
            context.Leave();
            refinement?.Leave();
        }
    }
}
