namespace SemCom;

/// <summary>What an intent can weigh.</summary>
public enum IntentAim
{
    /// <summary>PSNR of the whole picture.</summary>
    Fidelity = 0,

    /// <summary>Semantic similarity of what is shown.</summary>
    Meaning = 1,

    /// <summary>PSNR within the focus.</summary>
    Sharpness = 2,

    /// <summary>The price of channel uses.</summary>
    ChannelUses = 3,

    /// <summary>The price of transmitted energy.</summary>
    Energy = 4,

    /// <summary>The price of delay.</summary>
    Delay = 5,
}
