namespace SemCom.Agents;

/// <summary>Kinds of tokens.</summary>
internal enum IntentTokenKind
{
    Word,
    Number,

    /// <summary>A comma between two digits: of thousands, or between coordinates.</summary>
    InnerComma,
    Separator,
}
