namespace SemCom;

/// <summary>What a member of a group may do. The numbers are those of the wire.</summary>
public enum KnowledgeRole
{
    /// <summary>Write, and change the list of members. There is one.</summary>
    Owner = 1,

    /// <summary>Write.</summary>
    Writer = 2,

    /// <summary>Read.</summary>
    Reader = 3,

    /// <summary>No longer a member. What it wrote until then stands.</summary>
    Removed = 4,
}
