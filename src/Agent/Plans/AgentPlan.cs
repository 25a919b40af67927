using System.Globalization;

namespace SemCom;

/// <summary>One thing that the agent can do with the next picture. Immutable.</summary>
/// <param name="Way">What is sent and how, but for the power.</param>
/// <param name="PowerDb">Transmit power against the nominal one [dB]; the SNR at the receiver moves as much.</param>
public sealed record AgentPlan(SendingWay Way, double PowerDb)
{
    /// <summary>Sends nothing.</summary>
    public static AgentPlan Skip { get; } = new(SendingWay.Skip, 0);

    /// <summary>Name in tables, traces and policies, for example <c>analog 1/24 margin 1 power +3</c>.</summary>
    public string Name { get; } = Way.Sampling == FrameSampling.Skip ? Way.Name : string.Create(CultureInfo.InvariantCulture, $"{Way.Name} power {PowerDb:+0;-0;0}");

    /// <summary>Transmit power against the nominal one, linear.</summary>
    public double Power { get; } = Way.Sampling == FrameSampling.Skip ? 0 : Decibels.ToLinear(PowerDb);
}
