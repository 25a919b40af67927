namespace SemCom;

/// <summary>How a frame carries its meaning.</summary>
public enum LinkMode
{
    /// <summary>Joint source-channel coding: latent values are the symbols; quality follows the channel smoothly.</summary>
    Analog = 0,

    /// <summary>Bytes of a source codec, protected by a channel code.</summary>
    Digital = 1,
}
