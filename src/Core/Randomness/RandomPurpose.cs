namespace SemCom.Randomness;

/// <summary>
/// What a stream of random numbers is used for. Two purposes never share numbers, so that for example the fading of a
/// link stays the same when its noise is drawn differently. The values are part of every stored result: never renumber.
/// </summary>
public enum RandomPurpose
{
    /// <summary>Noise of the receiver's front end.</summary>
    ChannelNoise = 1,

    /// <summary>Complex gains of a fading channel.</summary>
    Fading = 2,

    /// <summary>Source data that simulations and tests invent: bits, symbols, latents.</summary>
    SourceData = 3,

    /// <summary>Phase noise of oscillators.</summary>
    PhaseNoise = 4,

    /// <summary>Which packets are lost.</summary>
    PacketLoss = 5,

    /// <summary>Arrival angles of the waves that make a fading path.</summary>
    ArrivalAngles = 6,

    /// <summary>Seeds that programs of users are given; apart from those of the channel, so that no program can know its noise.</summary>
    UserPrograms = 7,

    /// <summary>Which observations a bootstrap draws again.</summary>
    Resampling = 8,

    /// <summary>Draws from a learned prior.</summary>
    ChannelPrior = 9,

    /// <summary>First weights of networks that learn while the link runs.</summary>
    NetworkWeights = 10,

    /// <summary>Actions that a learning policy tries.</summary>
    PolicyActions = 11,

    /// <summary>What happens in an environment of the agent: movement, blockage, load, scenes.</summary>
    Environment = 12,
}
