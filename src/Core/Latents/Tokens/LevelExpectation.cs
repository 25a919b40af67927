namespace SemCom.Latents;

/// <summary>What is expected of a level.</summary>
/// <param name="model">Of its magnitude.</param>
/// <param name="context">At the patch.</param>
/// <param name="latent">The latent.</param>
/// <param name="variance">That is expected of it, in squared spreads.</param>
internal readonly struct LevelExpectation(LevelModel model, LevelContext context, int latent, double variance)
{
    /// <summary>Of its magnitude.</summary>
    public LevelModel Model => model;

    /// <summary>Of its sign.</summary>
    public ExpectedSign Sign => context.SignOf(latent, variance);
}
