namespace SemCom.Latents;

/// <summary>Walks through the levels of a picture as the entropy code does: patch by patch in rows from the top, each level with the model that the levels before it tell.</summary>
internal static class LevelWalk
{
    /// <summary>Visits all levels.</summary>
    /// <param name="kinds">What is expected of the patches.</param>
    /// <param name="step">Quantisation step, above 0.</param>
    /// <param name="visit">Is given the model and the place of a level, and returns the level.</param>
    public static void Along(PatchKinds kinds, double step, Func<LevelModel, int, int> visit)
    {
        var (context, patches) = (new LevelContext(kinds, LatentLevels.Spread * step), kinds.Patches.Count);
        for (var patch = 0; patch < patches; patch++)
        {
            context.Enter(patch);
            var path = default(LevelPath);
            for (var (latent, at) = (0, patch); latent < kinds.Latents; latent++, at += patches)
            {
                var model = path.ModelFor(context, latent);
                var level = Math.Abs(visit(model, at));
                path.Take(model.Quantiser, level);
                context.Learn(latent, model.Quantiser.WeightOf(level));
            }
            context.Leave();
        }
    }
}
