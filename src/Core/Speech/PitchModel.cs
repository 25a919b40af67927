using SemCom.Coding;

namespace SemCom.Speech;

/// <summary>How harmonics shape the spectrum of a frame, and how pitch goes on from frame to frame. Both ends know it; immutable.</summary>
public sealed class PitchModel
{
    /// <summary>Changes up to this many steps have a symbol of their own.</summary>
    private const int NearSteps = 8;

    /// <summary>The symbol of larger changes, after which the pitch itself is told.</summary>
    private const int FarChange = 2 * NearSteps + 1;

    /// <summary>Regions of the spectrum in which a comb may be of different depth, and the width of one [Hz]; the last reaches to the top.</summary>
    private const int Regions = 6;
    private const double RegionHertz = 500;

    /// <summary>Parts of the way from one harmonic to the next.</summary>
    private const int Phases = 16;

    private readonly float[][] _factors;
    private readonly FrequencyTable[] _states;
    private readonly FrequencyTable _first;
    private readonly FrequencyTable _changes;

    internal PitchModel(int[][][] comb, SpeechPitchCounts counts)
    {
        _factors = [.. PitchState.All.Select(state => FactorsOf(state, comb))];
        _states = [.. counts.States.Select(SpeechTables.Table)];
        (_first, _changes) = (SpeechTables.Table(counts.First), SpeechTables.Table(counts.Deltas));
    }

    /// <summary>Factors of the variance of each coefficient of a frame [<see cref="SpeechTransform.Hop"/>].</summary>
    public ReadOnlySpan<float> Factors(PitchState state) => _factors[state.Index];

    /// <summary>Bits that a state costs after another.</summary>
    public double Bits(PitchState before, PitchState state)
    {
        var bits = Cost(_states[before.Strength], state.Strength);
        if (state.Strength == 0)
            return bits;
        var change = Change(before, state);
        return bits + (before.Strength > 0 ? Cost(_changes, change) : 0) + (change == FarChange ? Cost(_first, state.Pitch) : 0);
    }

    internal void Encode(RangeEncoder encoder, PitchState before, PitchState state)
    {
        encoder.Encode(_states[before.Strength], state.Strength);
        if (state.Strength == 0)
            return;
        var change = Change(before, state);
        if (before.Strength > 0)
            encoder.Encode(_changes, change);
        if (change == FarChange)
            encoder.Encode(_first, state.Pitch);
    }

    internal PitchState Decode(RangeDecoder decoder, PitchState before)
    {
        var strength = decoder.Decode(_states[before.Strength]);
        if (strength == 0)
            return PitchState.None;
        var change = before.Strength == 0 ? FarChange : decoder.Decode(_changes);
        var pitch = change == FarChange ? decoder.Decode(_first) : before.Pitch + change - NearSteps;
        return pitch is >= 0 and < PitchState.Count ? new PitchState(strength, pitch) : throw new InvalidDataException($"pitch {pitch} is none of 0 .. {PitchState.Count - 1}");
    }

    private static float[] FactorsOf(PitchState state, int[][][] comb)
    {
        var factors = new float[SpeechTransform.Hop];
        for (var k = 0; k < factors.Length; k++)
        {
            var hertz = (k + 0.5) / SpeechTransform.Hop * SpeechTransform.SampleRate / 2;
            var region = Math.Min((int)(hertz / RegionHertz), Regions - 1);
            factors[k] = state.Strength == 0 ? 1 : comb[state.Strength - 1][region][(int)(hertz / state.Hertz % 1 * Phases)] / 100f;
        }
        return factors;
    }

    /// <summary>The symbol of a change; that of large ones where there was no pitch before.</summary>
    private static int Change(PitchState before, PitchState state) =>
        before.Strength > 0 && Math.Abs(state.Pitch - before.Pitch) <= NearSteps ? state.Pitch - before.Pitch + NearSteps : FarChange;

    private static double Cost(FrequencyTable table, int symbol) => -Math.Log2((double)table.Frequency(symbol) / table.Total);

    internal static bool Fits(int[][][] comb, SpeechPitchCounts counts) =>
        comb.Length == PitchState.Strengths && comb.All(rows => rows.Length == Regions && rows.All(row => row.Length == Phases && row.All(factor => factor > 0)))
        && counts.States.Length == PitchState.Strengths + 1 && counts.States.All(row => row.Length == PitchState.Strengths + 1 && row.All(count => count >= 0))
        && counts.First.Length == PitchState.Count && counts.First.All(count => count >= 0)
        && counts.Deltas.Length == FarChange + 1 && counts.Deltas.All(count => count >= 0);
}
