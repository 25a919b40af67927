namespace SemCom;

/// <summary>What becomes of a record that is offered to a group's state. All but the first two are refusals, and nothing of what they refuse is stored.</summary>
public enum KnowledgeVerdict
{
    /// <summary>It is valid, and now there.</summary>
    Accepted = 0,

    /// <summary>It was there already.</summary>
    Known = 1,

    /// <summary>It is no record, or is damaged where records say what they are.</summary>
    Damaged = 2,

    /// <summary>It belongs to another group.</summary>
    AnotherGroup = 3,

    /// <summary>No member of the list has the key that it names.</summary>
    UnknownAuthor = 4,

    /// <summary>Its author may write, or it can be opened, only by a later list of members than the one that is known here.</summary>
    NewerList = 5,

    /// <summary>Its author may not write, or no longer.</summary>
    MayNotWrite = 6,

    /// <summary>Its signature is not its author's, or something under it was altered.</summary>
    BadSignature = 7,

    /// <summary>It is sealed under a group key that this member does not have, as what is written after its removal is, or under no key of the group.</summary>
    CannotOpen = 8,

    /// <summary>Its author has sealed something that is no update of an entry.</summary>
    BadUpdate = 9,

    /// <summary>It is a list of members that was not signed by the owner, or is damaged.</summary>
    BadList = 10,

    /// <summary>It is a list of members that a later one has replaced.</summary>
    OldList = 11,
}
