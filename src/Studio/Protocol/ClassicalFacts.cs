namespace SemCom.Studio;

/// <summary>What the classical rival made of a picture.</summary>
/// <param name="PsnrDb">PSNR [dB].</param>
/// <param name="Lost">Whether its transport block was lost.</param>
/// <param name="Scheme">Modulation and code rate.</param>
/// <param name="Uses">Channel uses.</param>
internal sealed record ClassicalFacts(double? PsnrDb, bool Lost, string Scheme, int Uses);
