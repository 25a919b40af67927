namespace SemCom.Knowledge;

/// <summary>What is sent of a picture that refers to a prototype.</summary>
/// <param name="Message">Which prototype, and which patches.</param>
/// <param name="Difference">The picture, less the prototype in these patches.</param>
/// <param name="Plan">For the frame.</param>
/// <param name="GainDb">What is expected over sending the picture as it is [dB].</param>
internal sealed record ReferenceChoice(ReferenceMessage Message, Picture Difference, LinkPlan Plan, double GainDb);
