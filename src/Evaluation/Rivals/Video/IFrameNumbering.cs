namespace SemCom.Evaluation.Rivals;

/// <summary>
/// Numbers the frames that arrived as if no other had been sent, so that a frame whose reference was lost refers to the last one that arrived: the decoder then conceals by the picture
/// before, and neither shows grey nor waits.
/// </summary>
internal interface IFrameNumbering
{
    /// <summary>The units of the next frame that arrived, with its new number.</summary>
    IReadOnlyList<byte[]> Next(IReadOnlyList<byte[]> units);
}
