namespace SemCom.Agents;

/// <summary>What can be bounded by a number.</summary>
internal enum IntentQuantity
{
    UsesPerFrame,
    Bandwidth,
    Latency,
    Battery,
    Quality,
    Power,
}
