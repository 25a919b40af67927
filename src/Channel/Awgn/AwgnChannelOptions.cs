namespace SemCom.Channels;

/// <summary>Options of <see cref="AwgnChannel"/>: the SNR alone.</summary>
public sealed record AwgnChannelOptions : ChannelOptions;
