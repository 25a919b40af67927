using SemCom.Receiver.Equalization;

namespace SemCom;

/// <summary>Symbols of a frame without a header, equalised, in the order in which they were handed in.</summary>
/// <param name="Symbols">x̂, of unit mean power but for noise and fades; 0 where nothing arrived.</param>
/// <param name="NoisePower">Effective N0 of each, linear; N0/2 per real dimension; +∞ where nothing arrived.</param>
public sealed record ReceivedSymbols(ReadOnlyMemory<Complex32> Symbols, ReadOnlyMemory<float> NoisePower)
{
    /// <summary>Es/N0 after equalisation, the mean over symbols [dB], −30 to 60: what the receiver knows of the SNR.</summary>
    public double EffectiveSnrDb => EffectiveSnr.Db(NoisePower.Span);
}
