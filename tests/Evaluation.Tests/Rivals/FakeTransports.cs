using System.Collections.Concurrent;
using SemCom.Channels;
using SemCom.Coding;
using SemCom.Evaluation.Rivals;
using SemCom.Randomness;

namespace SemCom.Evaluation.Tests.Rivals;

/// <summary>
/// Transports without symbols: a frame arrives when its realization's margin lies above the gap between the SNR and Shannon's for the MCS. The channel is
/// "awgn", with a narrow spread of margins, or "rayleigh", with exponentially distributed gains.
/// </summary>
internal sealed class FakeTransports(string channelsSeen = "") : IDigitalTransports
{
    private const int Overhead = 40;
    private const double ImplementationGapDb = 1.5;

    /// <summary>Every frame that was sent: its SNR and realization.</summary>
    public ConcurrentBag<(double SnrDb, ChannelRealization Realization)> Sent { get; } = [];

    /// <summary>Bytes that are intact in a frame that fails, as a share of the message.</summary>
    public double IntactShare { get; init; } = 0.4;

    public string Identity => $"fake transports{channelsSeen}";

    public IDigitalTransport Create(string channel, double snrDb, bool genie) => new Transport(this, channel, snrDb);

    private sealed class Transport(FakeTransports owner, string channel, double snrDb) : IDigitalTransport
    {
        public int MessageBytes(McsEntry mcs, int channelUses, double planSnrDb) => (int)((channelUses - Overhead) * mcs.BitsPerSymbol / 8) - 3;

        public TransportOutcome Send(TransportMessage message, McsEntry mcs, int channelUses, double planSnrDb, ChannelRealization realization)
        {
            var bytes = message.Bytes;
            Assert.InRange(bytes.Length, 1, Math.Max(1, MessageBytes(mcs, channelUses, planSnrDb)));
            owner.Sent.Add((snrDb, realization));
            var uniform = new CounterRandom(realization.Seed, RandomPurpose.ChannelNoise, realization.Frame).Uniform(0);
            var gainDb = channel == "awgn" ? 0.4 * (uniform - 0.5) : Decibels.FromLinear(-Math.Log(1 - uniform) + 1e-12);
            var neededDb = Decibels.FromLinear(Math.Pow(2, mcs.BitsPerSymbol) - 1) + ImplementationGapDb;
            var ledger = new ChannelUseLedger(channelUses - Overhead, Overhead, 0, 0, 0);
            if (snrDb + gainDb >= neededDb)
                return new TransportOutcome(bytes[..], bytes.Length, true, ledger) { Blocks = 5 };
            var intact = (int)(owner.IntactShare * bytes.Length);
            var received = bytes[..];
            received.AsSpan(intact).Fill(0x55);
            return new TransportOutcome(received, intact, false, ledger) { Blocks = 5, BlocksLost = 3 };
        }
    }
}
