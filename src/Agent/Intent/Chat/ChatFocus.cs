namespace SemCom.Agents;

/// <summary>Kinds of focus that an endpoint can answer.</summary>
internal enum ChatFocus
{
    None,
    Automatic,
    Point,
    Box,
}
