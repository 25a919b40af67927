using SemCom.Channels;
using SemCom.Coding;

namespace SemCom.Evaluation.Rivals;

/// <summary><see cref="DigitalLink"/> as a transport.</summary>
internal sealed class LinkTransports : IDigitalTransports
{
    /// <summary>The assemblies that decide which frames fail.</summary>
    private static readonly Type[] Parts =
        [typeof(TransportFormat), typeof(SemanticTransmitter), typeof(ChannelSpec), typeof(SemanticReceiver), typeof(DigitalLink)];

    /// <summary>The builds of these assemblies: any change of the program measures anew.</summary>
    public string Identity { get; } = $"NR LDPC link {string.Join(' ', Parts.Select(part => part.Module.ModuleVersionId.ToString("N")[..8]))}";

    public IDigitalTransport Create(string channel, double snrDb, bool genie) => new Transport(DigitalLink.Create(channel, snrDb, genie));

    private sealed class Transport(DigitalLink link) : IDigitalTransport
    {
        public int MessageBytes(McsEntry mcs, int channelUses, double planSnrDb) => link.MessageBytes(mcs, channelUses, planSnrDb);

        public TransportOutcome Send(TransportMessage message, McsEntry mcs, int channelUses, double planSnrDb, ChannelRealization realization)
        {
            var (width, height) = (message.Width, message.Height);
            // Messages that calibrate a link are no pictures: their size, 1x1, would be a bandwidth ratio above 1.
            var values = Math.Max(3 * width * height, channelUses);
            var sent = link.Send(message.Bytes, mcs, channelUses, planSnrDb, realization, message.Content, width, height, values);
            // A header that says something else than what was sent passed its CRC by chance.
            var received = sent.Reception.Value is { } value && value.Bytes.Length == message.Bytes.Length && value.Header.Content == message.Content
                ? value
                : null;
            return new TransportOutcome(received?.Bytes ?? [], received?.IntactPrefix.Length ?? 0, received is { IsIntact: true }, sent.Ledger)
            {
                Blocks = sent.Blocks,
                BlocksLost = received is null ? sent.Blocks : sent.BlocksLost,
                BytesOnWire = sent.BytesOnWire,
                EncodeTime = sent.Encode,
                ChannelTime = sent.Air,
                DecodeTime = sent.Decode,
            };
        }
    }
}
