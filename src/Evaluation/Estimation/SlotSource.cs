using System.Runtime.InteropServices;
using SemCom.Channels;
using SemCom.Randomness;
using SemCom.Receiver.Estimation;

namespace SemCom.Evaluation;

/// <summary>The true gains of one slot [symbols × subcarriers], and how it is seen.</summary>
internal sealed record Slot(Complex32[] Gains, ulong Frame)
{
    /// <summary>Its pilots with noise, the same for all estimators.</summary>
    public PilotObservation[] Observe(IEnumerable<(int Symbol, int Subcarrier)> places, double noisePower, ulong seed)
    {
        var at = places.ToArray();
        var noise = new Complex32[at.Length];
        new CounterRandom(seed, RandomPurpose.ChannelNoise, Frame).FillGaussian(MemoryMarshal.Cast<Complex32, float>(noise.AsSpan()));
        var deviation = (float)Math.Sqrt(noisePower / 2);
        return [.. at.Select((p, i) => new PilotObservation(p.Symbol, p.Subcarrier, Gains[p.Symbol * EstimationTrial.Subcarriers + p.Subcarrier] + noise[i] * deviation))];
    }
}

/// <summary>Draws slots of a channel.</summary>
internal static class SlotSource
{
    /// <summary>Numerology of a slot, with a cyclic prefix of 7 %.</summary>
    public static ResourceGrid GridOf(EstimationChannel channel) => new(EstimationTrial.Subcarriers, channel.SpacingHertz, 128, 9);

    /// <summary>The slots of channel <paramref name="index"/> of <paramref name="count"/>.</summary>
    public static IReadOnlyList<Slot> Draw(EstimationChannel channel, ulong seed, int frames, int index, int count)
    {
        var grid = GridOf(channel);
        var slots = new List<Slot>();
        for (var frame = index; frame < frames; frame += count)
            slots.Add(new Slot(Gains(channel.Paths, grid, new ChannelRealization(seed, (ulong)frame)), (ulong)frame));
        return slots;
    }

    private static Complex32[] Gains(TdlPathProcess process, ResourceGrid grid, ChannelRealization realization)
    {
        var paths = process.DelaysSeconds.Length;
        var courses = new Complex32[EstimationTrial.Symbols * paths];
        process.Fill(realization, 0, 0, grid.SymbolSeconds, courses);
        var gains = new Complex32[EstimationTrial.Symbols * grid.Subcarriers];
        for (var k = 0; k < grid.Subcarriers; k++)
        {
            for (var p = 0; p < paths; p++)
            {
                var (sin, cos) = Math.SinCos(-2 * Math.PI * k * grid.SpacingHertz * process.DelaysSeconds[p]);
                var turn = new Complex32((float)cos, (float)sin);
                for (var l = 0; l < EstimationTrial.Symbols; l++)
                    gains[l * grid.Subcarriers + k] += courses[l * paths + p] * turn;
            }
        }
        return gains;
    }
}
