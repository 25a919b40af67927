namespace SemCom.Knowledge;

/// <summary>What a sender may spend on a picture that refers to a prototype.</summary>
/// <param name="Uses">Channel uses of the frame and the message before it.</param>
/// <param name="PlanSnrDb">Planned SNR [dB].</param>
/// <param name="Plan">A plan for a CBR and its channel uses.</param>
/// <param name="MessageUses">Channel uses of a message of some bytes.</param>
internal sealed record ReferenceBudget(int Uses, double PlanSnrDb, Func<double, int, LinkPlan> Plan, Func<int, int> MessageUses)
{
    /// <summary>A plan for a number of channel uses.</summary>
    public LinkPlan PlanFor(Picture picture, int uses) => Plan((double)uses / picture.ValueCount, uses);

    /// <summary>Channel uses that a message leaves for the frame.</summary>
    public int Left(ReferenceMessage message, Picture picture) => Uses - MessageUses(message.ToBytes(PatchReference.Columns(picture.Width)).Length);
}
