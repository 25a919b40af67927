namespace SemCom.Channels;

/// <summary>What comes out of a channel: the symbols for the receiver, and the truth for the judge.</summary>
public sealed class ChannelOutput
{
    private readonly Lazy<ChannelState> _truth;
    private readonly AntennaScheme _antennas;

    /// <summary>Binds what was received to the state that caused it.</summary>
    /// <param name="received">Received symbols.</param>
    /// <param name="truth">Computes the true state when it is first asked for.</param>
    /// <param name="antennas">Antennas at both ends. The default is one at each.</param>
    public ChannelOutput(SymbolBlock received, Func<ChannelState> truth, AntennaScheme? antennas = null)
    {
        ArgumentNullException.ThrowIfNull(received);
        ArgumentNullException.ThrowIfNull(truth);
        Received = received;
        _antennas = antennas ?? AntennaScheme.OneByOne;
        _truth = new(truth);
    }

    /// <summary>Received symbols.</summary>
    public SymbolBlock Received { get; }

    /// <summary>
    /// True gains and N0, for measurements and genies. A receiver that gets them has knowledge which no ledger counts; every
    /// record of such a run says so.
    /// </summary>
    public ChannelState Truth => _truth.Value;

    /// <summary>The frame for a receiver.</summary>
    /// <param name="genie">True hands the receiver <see cref="Truth"/>, for comparison with papers that do.</param>
    public ReceivedFrame ToReceivedFrame(bool genie = false) => new(Received, genie ? Truth : null, _antennas.Receive);
}
