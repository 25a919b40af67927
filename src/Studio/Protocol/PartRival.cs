namespace SemCom.Studio;

/// <summary>What the classical rival made of a part of a sound.</summary>
/// <param name="Samples">What a listener hears, PCM of 16 bits, little endian, at 8 kHz; silence where it was lost.</param>
/// <param name="SiSdrDb">SI-SDR [dB]; null for silence.</param>
/// <param name="Stoi">STOI, −1..1; null where there is too little speech for it.</param>
/// <param name="Lost">Whether a block was lost, or nothing was small enough to be sent.</param>
/// <param name="Scheme">Codec, bit rate, modulation and code rate.</param>
/// <param name="Uses">Channel uses.</param>
internal sealed record PartRival(byte[] Samples, double? SiSdrDb, double? Stoi, bool Lost, string Scheme, int Uses);
