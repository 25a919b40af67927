namespace SemCom.Streaming;

/// <summary>What an agent decided about a picture.</summary>
/// <param name="Settings">What holds for it: mode, sampling, bandwidth, power.</param>
/// <param name="PlanSnrDb">SNR to plan for, at nominal power [dB].</param>
/// <param name="MarginDb">How far below it the frame can still be read [dB].</param>
/// <param name="Interest">What matters in it; null for everything alike.</param>
/// <param name="Barred">Why the plan cannot be carried out; null where it can.</param>
internal sealed record AgentOrder(StreamSettings Settings, double PlanSnrDb, double MarginDb, RegionOfInterest? Interest, string? Barred);
