namespace SemCom.Speech;

/// <summary>What a frame of speech is told of its harmonics.</summary>
/// <param name="Strength">0 where there are none, else 1 or 2.</param>
/// <param name="Pitch">Number of the fundamental, 0 .. <see cref="Count"/> − 1; 0 where there is none.</param>
public readonly record struct PitchState(int Strength, int Pitch)
{
    /// <summary>Fundamentals that can be told, from <see cref="LowestHertz"/> to <see cref="HighestHertz"/> in equal ratios.</summary>
    public const int Count = 96;

    /// <summary>Strengths beside none.</summary>
    public const int Strengths = 2;

    /// <summary>Lowest fundamental [Hz].</summary>
    public const double LowestHertz = 60;

    /// <summary>Highest fundamental [Hz].</summary>
    public const double HighestHertz = 400;

    /// <summary>No harmonics.</summary>
    public static PitchState None => default;

    /// <summary>All states: none, then those of each strength.</summary>
    public static IReadOnlyList<PitchState> All { get; } =
        [None, .. from strength in Enumerable.Range(1, Strengths) from pitch in Enumerable.Range(0, Count) select new PitchState(strength, pitch)];

    /// <summary>Position in <see cref="All"/>.</summary>
    public int Index => Strength == 0 ? 0 : 1 + (Strength - 1) * Count + Pitch;

    /// <summary>The fundamental [Hz].</summary>
    public double Hertz => LowestHertz * Math.Pow(HighestHertz / LowestHertz, Pitch / (Count - 1.0));
}
