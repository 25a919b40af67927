namespace SemCom;

/// <summary>What happens around users who share the channel uses of every frame. Immutable.</summary>
public sealed record SharedScenario
{
    /// <summary>Users, 1 to 16.</summary>
    public int Users { get; init; } = 4;

    /// <summary>Blocks of a frame, 1 to 1000.</summary>
    public int Blocks { get; init; } = 12;

    /// <summary>Channel uses of a block / source values of a picture.</summary>
    public double BlockCbr { get; init; } = 1.0 / 96;

    /// <summary>Frames of an episode.</summary>
    public int Frames { get; init; } = 8;

    /// <summary>Range of a user's mean SNR [dB].</summary>
    public (double Min, double Max) MeanSnrDb { get; init; } = (2, 18);

    /// <summary>Deviation of the SNR around its mean [dB].</summary>
    public double SnrSpreadDb { get; init; } = 6;

    /// <summary>Correlation of that from frame to frame.</summary>
    public double SnrCorrelation { get; init; } = 0.8;

    /// <summary>Chance that a frame brings a new report of a user's SNR.</summary>
    public double ReportChance { get; init; } = 0.2;

    /// <summary>A picture is lost when the SNR is farther than this below what was reported [dB].</summary>
    public double MarginDb { get; init; } = 1;

    /// <summary>Range of the gradient of pictures [dB].</summary>
    public (double Min, double Max) GradientDb { get; init; } = (21, 35);

    /// <summary>Range of the importance of pictures.</summary>
    public (double Min, double Max) Importance { get; init; } = (0.1, 1);

    /// <summary>What arrives of a picture.</summary>
    public SemanticCurve Curve { get; init; } = SemanticCurve.Default;

    /// <summary>Utility of a user by what was reported: importance · q.</summary>
    /// <param name="user">The user.</param>
    /// <param name="blocks">Blocks it has.</param>
    public double Believed(in SharedUser user, int blocks) => user.Importance * Curve.Quality(blocks * BlockCbr, Decibels.ToLinear(user.ReportDb), user.GradientDb);

    /// <summary>Utility of a user: importance · q at the true SNR, or 0 where its picture is lost.</summary>
    /// <param name="user">The user.</param>
    /// <param name="blocks">Blocks it has.</param>
    public double Achieved(in SharedUser user, int blocks) =>
        user.SnrDb < user.ReportDb - MarginDb ? 0 : user.Importance * Curve.Quality(blocks * BlockCbr, Decibels.ToLinear(user.SnrDb), user.GradientDb);

    internal void Check()
    {
        Guard.InRange(Users, 1, 16, "users who share a frame", "use 4");
        Guard.InRange(Blocks, 1, 1000, "blocks of a frame", "use 12");
        Guard.InRange(Frames, 1, 1_000_000, "frames of an episode", "use 8");
        Guard.InRange(BlockCbr, 1e-6, 1, "channel bandwidth ratio of a block", "use 1/96");
    }
}
