namespace SemCom.Evaluation;

/// <summary>What a source is, by its file's name.</summary>
public enum SourceKind
{
    /// <summary>A picture, by itself or in a sequence.</summary>
    Picture,

    /// <summary>A video.</summary>
    Video,

    /// <summary>A sound.</summary>
    Sound,
}
