namespace SemCom;

/// <summary>Channel uses (complex symbols) of one frame, by purpose. Nothing reaches the receiver that is not counted here.</summary>
/// <param name="Payload">Latent or coded source symbols.</param>
/// <param name="Header">The coded frame header.</param>
/// <param name="Pilots">Preamble and pilots, known to both ends.</param>
/// <param name="SideInformation">Rate map and whatever else the decoder needs beside the payload.</param>
/// <param name="Knowledge">Synchronisation of shared knowledge.</param>
public readonly record struct ChannelUseLedger(int Payload, int Header, int Pilots, int SideInformation, int Knowledge)
{
    /// <summary>All channel uses.</summary>
    public int Total => Payload + Header + Pilots + SideInformation + Knowledge;

    /// <summary>The uses of both.</summary>
    public static ChannelUseLedger operator +(ChannelUseLedger a, ChannelUseLedger b) => Add(a, b);

    /// <summary>The uses of both.</summary>
    public static ChannelUseLedger Add(ChannelUseLedger a, ChannelUseLedger b) =>
        new(a.Payload + b.Payload, a.Header + b.Header, a.Pilots + b.Pilots, a.SideInformation + b.SideInformation, a.Knowledge + b.Knowledge);
}
