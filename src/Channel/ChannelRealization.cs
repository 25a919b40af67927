namespace SemCom.Channels;

/// <summary>Names one draw of noise and fading; different ones are independent.</summary>
/// <param name="Seed">Seed of the whole run.</param>
/// <param name="Frame">Frame number within the run.</param>
public readonly record struct ChannelRealization(ulong Seed, ulong Frame);
