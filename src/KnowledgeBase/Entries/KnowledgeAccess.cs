namespace SemCom;

/// <summary>Who may replace or remove an entry. The numbers are those of the wire.</summary>
public enum KnowledgeAccess
{
    /// <summary>Every member that may write.</summary>
    Group = 0,

    /// <summary>Its author alone.</summary>
    Author = 1,
}
