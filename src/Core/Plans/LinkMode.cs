namespace SemCom;

/// <summary>How a frame carries its meaning.</summary>
public enum LinkMode
{
    /// <summary>Joint source-channel coding: latent values are the symbols; quality follows the channel smoothly.</summary>
    Analog = 0,

    /// <summary>Bytes of a source codec, protected by a channel code.</summary>
    Digital = 1,

    /// <summary>As <see cref="Digital"/>, with so few bytes that the receiver fills in details which it was not told: plausible, and not faithful.</summary>
    Generative = 2,
}
