namespace SemCom;

/// <summary>What became of one transmission.</summary>
/// <param name="ErrorDb">Mean squared error of the picture shown (0..255 scale, squared), in dB; of a lost one not used.</param>
/// <param name="FocusErrorDb">The same inside what matters.</param>
/// <param name="Similarity">Semantic similarity, 0..1.</param>
/// <param name="LossRate">1 when it was lost; between recorded points the share that is.</param>
public readonly record struct RecordedOutcome(float ErrorDb, float FocusErrorDb, float Similarity, float LossRate);
