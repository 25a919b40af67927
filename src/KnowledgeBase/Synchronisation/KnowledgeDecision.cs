namespace SemCom;

/// <summary>What a receiver does with a frame that needs shared knowledge.</summary>
public enum KnowledgeDecision
{
    /// <summary>Decode it with what it needs, which is there.</summary>
    Decode = 0,

    /// <summary>Keep it until what it needs is there.</summary>
    Hold = 1,

    /// <summary>Decode it without any shared knowledge; it says that it can be.</summary>
    DecodeWithout = 2,
}
