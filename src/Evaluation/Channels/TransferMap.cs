using System.Numerics;
using SemCom.Channels;

namespace SemCom.Evaluation;

/// <summary>Draws up |H(t, f)|² of one frame: H(t, f) = Σ_p a_p(t)·e^(−j2πfτ_p).</summary>
internal static class TransferMap
{
    private const int Times = 360, Frequencies = 180;
    private const float FloorDb = -100;

    public static TimeFrequencyMap Of(IPathProcess process, ulong seed, double durationSeconds, double bandwidthHertz)
    {
        var delays = process.DelaysSeconds.ToArray();
        var times = process.VariesInTime ? Times : 1;
        var gains = new Complex32[times * delays.Length];
        process.Fill(new(seed, 0), 0, 0, times == 1 ? 0 : durationSeconds / (times - 1), gains);
        var turns = new Complex[Frequencies * delays.Length];
        for (var i = 0; i < turns.Length; i++)
        {
            var hertz = bandwidthHertz * (i / delays.Length / (Frequencies - 1.0) - 0.5);
            turns[i] = Complex.FromPolarCoordinates(1, -2 * Math.PI * hertz * delays[i % delays.Length]);
        }
        var powers = new float[times * Frequencies];
        for (var i = 0; i < powers.Length; i++)
        {
            var (time, frequency) = Math.DivRem(i, Frequencies);
            var sum = Complex.Zero;
            for (var p = 0; p < delays.Length; p++)
                sum += gains[time * delays.Length + p].ToComplex() * turns[frequency * delays.Length + p];
            powers[i] = Math.Max(FloorDb, (float)Decibels.FromLinear(sum.Real * sum.Real + sum.Imaginary * sum.Imaginary));
        }
        return new(times, Frequencies, powers, times == 1 ? 0 : durationSeconds, bandwidthHertz);
    }
}
