using SemCom;
using SemCom.Channels;

var picture = Picture.Load(args is [var path, ..] ? path : "samples/pictures/harbour.png");

// The sending application: any radio or socket can carry the symbols.
using var tx = SemanticTransmitter.Load("image-base");
var frame = tx.Encode(picture, new LinkPlan(channelBandwidthRatio: 1.0 / 16, snrDb: 7));
Console.WriteLine($"{frame.Ledger}: CBR {frame.Cbr:F4}, mean power {frame.Symbols.MeanPower:F3}");

// In place of the radio: noise at 7 dB, and the received symbols as bytes.
var channel = ChannelSpec.Parse("awgn").Create(snrDb: 7);
byte[] wire = channel.Transmit(frame.Symbols, new ChannelRealization(Seed: 1, Frame: 0)).ToReceivedFrame().ToMessagePack();

// The receiving application knows the model and what it hears, nothing else.
using var rx = SemanticReceiver.Load("image-base");
var got = rx.Decode(ReceivedFrame.FromMessagePack(wire));
if (got.Value is { } received)
    received.Save("received.png");
Console.WriteLine(got.IsLost ? $"lost: {got.Loss}" : $"received.png: confidence {got.Confidence:F2}, {got.EffectiveSnrDb:F1} dB after equalisation");
