namespace SemCom.Channels;

/// <summary>Options of <see cref="RayleighChannel"/>: SNR, coherence and antennas.</summary>
public sealed record RayleighChannelOptions : FadingChannelOptions;
