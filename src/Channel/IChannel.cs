namespace SemCom.Channels;

/// <summary>Symbols in, received symbols out. Immutable: one channel serves any number of frames and threads.</summary>
public interface IChannel
{
    /// <summary>Most groups of gains in a <see cref="Survey"/>.</summary>
    const int SurveyPlaces = 64;

    /// <summary>Es/N0 per complex symbol at the receiver for unit symbol power, averaged over fading with E|h|² = 1 [dB].</summary>
    double SnrDb { get; }

    /// <summary>N0 = 10^(−SnrDb/10) per complex symbol, linear; N0/2 per real dimension.</summary>
    double NoisePower { get; }

    /// <summary>Symbols over which the gain is constant, counted from the start of a frame; null for the whole frame.</summary>
    int? CoherenceSymbols { get; }

    /// <summary>The grid that channel uses are laid on; null for a single carrier.</summary>
    ResourceGrid? Grid => null;

    /// <summary>Antennas at both ends.</summary>
    AntennaScheme Antennas => AntennaScheme.OneByOne;

    /// <summary>Sends one frame. The same frame and realization always give the same output.</summary>
    /// <param name="x">
    /// Symbols [uses × transmit antennas], those of one channel use side by side, with unit mean power in a channel use. They are not
    /// rescaled: other powers change the effective SNR.
    /// </param>
    /// <param name="realization">Which draw of noise and fading.</param>
    /// <returns>Received symbols [uses × receive antennas], and the truth.</returns>
    ChannelOutput Transmit(SymbolBlock x, ChannelRealization realization);

    /// <summary>
    /// The gains of one frame at places spread over it, for the long-term statistics of a channel. A transmitter may plan with statistics
    /// of other realizations; those of the frame that it sends are unknown to it.
    /// </summary>
    /// <param name="uses">Channel uses of the frame.</param>
    /// <param name="realization">Which draw of the fading.</param>
    /// <returns>At most <see cref="SurveyPlaces"/> groups of gains.</returns>
    ChannelState Survey(int uses, ChannelRealization realization)
    {
        var truth = Transmit(new SymbolBlock(new Complex32[uses * Antennas.Transmit]), realization).Truth;
        var size = truth.GainsPerGroup;
        var groups = truth.Gains.Length / size;
        var places = Math.Min(groups, SurveyPlaces);
        var gains = new Complex32[places * size];
        for (var i = 0; i < places; i++)
            truth.Gains.Slice((int)((long)i * groups / places) * size, size).CopyTo(gains.AsSpan(i * size));
        return new ChannelState(gains, Math.Max(1, uses / places), truth.NoisePower, truth.Antennas);
    }
}
