namespace SemCom;

/// <summary>What an entry of a knowledge base is. The numbers are those of the wire.</summary>
public enum KnowledgeKind
{
    /// <summary>A patch or region that pictures of the group resemble.</summary>
    VisualPrototype = 1,

    /// <summary>Vectors that tokens stand for.</summary>
    Codebook = 2,

    /// <summary>A sentence or a piece of a document.</summary>
    TextFact = 3,

    /// <summary>Subject, relation, object.</summary>
    Triple = 4,

    /// <summary>What a user is known to want.</summary>
    UserProfile = 5,

    /// <summary>Which version of a model both ends use.</summary>
    ModelVersion = 6,
}
