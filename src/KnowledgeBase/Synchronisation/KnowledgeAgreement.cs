namespace SemCom;

/// <summary>What an end knows of itself and its peer.</summary>
public enum KnowledgeAgreement
{
    /// <summary>Nothing has been heard since the start, or the peer has not confirmed what this end has now.</summary>
    Unknown = 0,

    /// <summary>The peer's newest word is of another set. Either of them may lack something.</summary>
    Behind = 1,

    /// <summary>Since this end's set last changed, the peer has had the same set at some moment. It may have added something since.</summary>
    InStep = 2,
}
