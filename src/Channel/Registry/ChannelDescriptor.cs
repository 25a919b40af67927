namespace SemCom.Channels;

/// <summary>One kind of channel as users see it: help, documentation and reports are made from it.</summary>
/// <param name="Name">Name in the text form, lower case.</param>
/// <param name="Description">One line.</param>
/// <param name="Parameters">Parameters in canonical order.</param>
/// <param name="Create">Makes the channel for a specification and an SNR [dB].</param>
/// <param name="Coherence">Symbols over which the gain is constant, null for a whole frame.</param>
public sealed record ChannelDescriptor(
    string Name,
    string Description,
    IReadOnlyList<ChannelParameter> Parameters,
    Func<ChannelSpec, double, IChannel> Create,
    Func<ChannelSpec, int?> Coherence)
{
    /// <summary>
    /// True for channels with a waveform (a grid), whose <see cref="Create"/> takes <see cref="ChannelSpec.Impairments"/> and applies them
    /// to it; others are put into an <see cref="ImpairedChannel"/>.
    /// </summary>
    public bool AppliesImpairments { get; init; }

    /// <summary>SHA-256 of the file that the channel is made of; null for models, which their text describes completely.</summary>
    public string? ContentDigest { get; init; }
}
