namespace SemCom.Agents;

/// <summary>What a phrase does in a clause.</summary>
internal enum IntentTermKind
{
    Filler,
    Separator,
    And,
    Aim,
    AimWithLevel,
    Marker,
    Weight,
    AtMost,
    AtLeast,
    Between,
    Unit,
    Mode,
    Rule,
    Only,
    Allowed,
    Forbidden,
    Negation,
    Focus,
    Place,
}
