namespace SemCom.Receiver.Estimation;

/// <summary>What one pilot says of the channel: the least-squares estimate y/x, whose error is circular Gaussian with variance N0·<paramref name="NoiseScale"/>.</summary>
/// <param name="Symbol">OFDM symbol, from 0.</param>
/// <param name="Subcarrier">Subcarrier, from 0.</param>
/// <param name="Gain">y/x.</param>
/// <param name="NoiseScale">1/|x|²; above 0.</param>
public readonly record struct PilotObservation(int Symbol, int Subcarrier, Complex32 Gain, float NoiseScale = 1);
