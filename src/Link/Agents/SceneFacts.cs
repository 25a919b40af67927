namespace SemCom.Agents;

/// <summary>What the sender finds out when a scene begins.</summary>
/// <param name="Trial">How hard it is for the codec.</param>
/// <param name="Focus">What matters in it.</param>
/// <param name="Weights">How much.</param>
internal sealed record SceneFacts(PictureTrial Trial, RegionMask Focus, RegionWeights Weights);
