namespace SemCom.Channels;

/// <summary>What packet loss does to the truth about a frame: where nothing arrived, the gains are zero.</summary>
internal static class LostUses
{
    /// <summary>The state of the fading with zero gains for the channel uses that did not arrive.</summary>
    /// <param name="state">State of the fading.</param>
    /// <param name="uses">Channel uses of the frame.</param>
    /// <param name="impairments">Those of the channel; only <see cref="ImpairmentStage.Packets"/> counts here.</param>
    /// <param name="context">Context of the whole frame.</param>
    public static ChannelState Mark(ChannelState state, int uses, IReadOnlyList<IImpairment> impairments, in ImpairmentContext context)
    {
        var arrived = new Complex32[uses];
        Array.Fill(arrived, new(1, 0));
        foreach (var impairment in impairments.Where(impairment => impairment.Stage == ImpairmentStage.Packets))
            impairment.Apply(arrived, context);
        if (!arrived.Contains(default))
            return state;

        // Groups become as small as it takes for each to have arrived as a whole or not at all.
        var group = state.SymbolsPerGain < uses ? state.SymbolsPerGain : 0;
        for (var use = 1; use < uses; use++)
        {
            if (arrived[use] != arrived[use - 1])
                group = GreatestCommonDivisor(group, use);
        }
        group = group == 0 ? state.SymbolsPerGain : group;
        var gains = new Complex32[ChannelState.GainCount(uses, group) * state.GainsPerGroup];
        for (var g = 0; g * group < uses; g++)
        {
            if (arrived[g * group] == default)
                continue;
            var source = g * group / state.SymbolsPerGain * state.GainsPerGroup;
            state.Gains.Slice(source, state.GainsPerGroup).CopyTo(gains.AsSpan(g * state.GainsPerGroup));
        }
        return new(gains, group, state.NoisePower, state.Antennas);
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
