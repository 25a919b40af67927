namespace SemCom.Knowledge;

/// <summary>First byte of a message. The numbers are those of the wire.</summary>
internal enum SyncMessageType : byte
{
    Root = 1,
    Nodes = 2,
    Ids = 3,
    Want = 4,
    Record = 5,
    Fragment = 6,
    Gaps = 7,
}
