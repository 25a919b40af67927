namespace SemCom.Channels;

/// <summary>Symbols in, received symbols out. Immutable: one channel serves any number of frames and threads.</summary>
public interface IChannel
{
    /// <summary>Es/N0 per complex symbol at the receiver for unit symbol power, averaged over fading with E|h|² = 1 [dB].</summary>
    double SnrDb { get; }

    /// <summary>N0 = 10^(−SnrDb/10) per complex symbol, linear; N0/2 per real dimension.</summary>
    double NoisePower { get; }

    /// <summary>Symbols over which the gain is constant, counted from the start of a frame; null for the whole frame.</summary>
    int? CoherenceSymbols { get; }

    /// <summary>Sends one frame. The same frame and realization always give the same output.</summary>
    /// <param name="x">Symbols with unit mean power. They are not rescaled: other powers change the effective SNR.</param>
    /// <param name="realization">Which draw of noise and fading.</param>
    ChannelOutput Transmit(SymbolBlock x, ChannelRealization realization);
}
