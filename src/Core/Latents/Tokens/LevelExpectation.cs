namespace SemCom.Latents;

/// <summary>What is expected of a level.</summary>
internal readonly struct LevelExpectation
{
    private readonly LevelContext _context;

    private LevelExpectation(LevelModel model, LevelContext context, int latent, double variance, LevelModel zero, LevelModel beyond) =>
        (Model, _context, Latent, Variance, ZeroModel, BeyondModel) = (model, context, latent, variance, zero, beyond);

    /// <summary>What is expected without an <see cref="EntropyNetwork"/>.</summary>
    /// <param name="model">Of its magnitude.</param>
    /// <param name="context">At the patch.</param>
    /// <param name="latent">The latent.</param>
    /// <param name="variance">That is expected of it, in squared spreads.</param>
    public LevelExpectation(LevelModel model, LevelContext context, int latent, double variance)
        : this(model, context, latent, variance, model, model) { }

    /// <summary>Of its magnitude, without a network.</summary>
    public LevelModel Model { get; }

    /// <summary>The latent.</summary>
    public int Latent { get; }

    /// <summary>Variance that is expected of it without a network, in squared spreads.</summary>
    public double Variance { get; }

    /// <summary>Tells whether the level is 0.</summary>
    public LevelModel ZeroModel { get; }

    /// <summary>Tells its magnitude if it is not.</summary>
    public LevelModel BeyondModel { get; }

    /// <summary>What neighbours make expect of it, in spreads.</summary>
    public double Forecast => _context.ForecastOf(Latent);

    /// <summary>Of its sign.</summary>
    public ExpectedSign Sign => new(Forecast, Variance);

    /// <summary>The same with models that a network tells.</summary>
    public LevelExpectation With(LevelModel zero, LevelModel beyond) => new(Model, _context, Latent, Variance, zero, beyond);
}
