namespace SemCom.Evaluation;

/// <summary>What a system is in a comparison; reports show ours beside the best classical one.</summary>
public enum SystemKind
{
    /// <summary>Neither of the others, for example a codec that a user brings.</summary>
    Other = 0,

    /// <summary>One of SemCom's own neural codecs.</summary>
    Semantic = 1,

    /// <summary>Separate source and channel coding with a standard's codec.</summary>
    Classical = 2,
}
