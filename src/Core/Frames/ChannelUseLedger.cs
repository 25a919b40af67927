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
}
