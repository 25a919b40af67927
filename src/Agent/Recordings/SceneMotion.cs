namespace SemCom;

/// <summary>How a scene changes, measured between its pictures: by how many frames they are apart, from one on.</summary>
/// <param name="Name">What moves.</param>
/// <param name="ChangeDb">Mean squared difference (0..255 scale, squared), in dB.</param>
/// <param name="FocusChangeDb">The same inside what matters.</param>
/// <param name="ChangedShare">Share of the tiles that have changed.</param>
/// <param name="RestDb">Mean squared difference within the tiles that have not changed, in dB.</param>
/// <param name="Similarity">Semantic similarity of the pictures.</param>
public sealed record SceneMotion(string Name, float[] ChangeDb, float[] FocusChangeDb, float[] ChangedShare, float[] RestDb, float[] Similarity);
