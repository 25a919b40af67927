namespace SemCom;

/// <summary>What the transmitter assumes about the channel when it chooses how to protect header and side information.</summary>
public enum FadingAssumption
{
    /// <summary>The gain is constant, or varies so fast that it averages out within a code word.</summary>
    None = 0,

    /// <summary>One Rayleigh gain for the whole frame: the SNR of a frame is exponentially distributed around its mean.</summary>
    BlockRayleigh = 1,
}
