using SemCom.Channels;
using SemCom.Knowledge;

namespace SemCom;

/// <summary>
/// Makes what a gate is trained on: a picture is sent over AWGN without a prototype, with all patches referring to one, and with patches chosen by several shares of variance of which some are changed
/// at random. All ways take the same channel uses.
/// </summary>
public sealed class GateRecorder : IDisposable
{
    /// <summary>Shares as <see cref="PatchReference.Choose"/> takes them, and the chance that a patch does otherwise.</summary>
    private static readonly (double Share, double Chance)[] Ways = [(double.PositiveInfinity, 0), (1, 0), (0.5, 0.2), (0.25, 0), (1, 0.3), (0.25, 0.3), (0.5, 0.5)];

    /// <summary>What an identical picture counts as.</summary>
    private const double BestPsnrDb = 60;

    private readonly SemanticTransmitter _transmitter;
    private readonly SemanticReceiver _receiver;

    /// <summary>Loads the model.</summary>
    /// <param name="modelId">Its id.</param>
    /// <param name="threads">Threads inside it; 0 for one per processor.</param>
    /// <exception cref="SemComException">It is unknown.</exception>
    public GateRecorder(string modelId, int threads) =>
        (_transmitter, _receiver) = (SemanticTransmitter.Load(modelId, threads), SemanticReceiver.Load(modelId, threads));

    /// <summary>Sends a picture in all ways.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="seen">An earlier picture of its size, which becomes the prototype.</param>
    /// <param name="snrDb">Es/N0 [dB].</param>
    /// <param name="cbr">Channel uses / source values.</param>
    /// <param name="seed">Seed of noise and choices.</param>
    public GateExample Record(Picture picture, Picture seen, double snrDb, double cbr, int seed)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(seen);
        var messages = new KnowledgeMessages(DigitalLink.Create("awgn", snrDb));
        var prototype = Decoded(seen, messages.Capacity(seen.ValueCount / 4, snrDb));
        var random = new Random(seed);
        var patches = PatchReference.Count(picture.Width, picture.Height);
        var trials = new List<GateTrial> { Send(picture, prototype, new bool[patches], messages, new LinkPlan(cbr, snrDb), seed) };
        foreach (var (share, chance) in Ways)
        {
            var refers = Array.ConvertAll(PatchReference.Choose(picture, prototype, share).Single(), refer => refer != random.NextDouble() < chance);
            trials.Add(Send(picture, prototype, refers, messages, new LinkPlan(cbr, snrDb), seed));
        }
        var features = PatchFeatures.Of(picture, prototype, snrDb, cbr).Chunk(PatchFeatures.Count).ToArray();
        return new GateExample(snrDb, cbr, features, trials);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _transmitter.Dispose();
        _receiver.Dispose();
    }

    private Picture Decoded(Picture seen, int bytes) => _receiver.DecodeTokens(_transmitter.Tokenize(seen).Fit(bytes)
        ?? throw new SemComException($"a prototype of {seen.Width}x{seen.Height} does not fit {bytes} bytes; choose a higher SNR")).Value!;

    private GateTrial Send(Picture picture, Picture prototype, bool[] refers, KnowledgeMessages messages, LinkPlan plan, int seed)
    {
        var isPlain = !refers.Contains(true);
        var uses = plan.ChannelBandwidthRatio * picture.ValueCount;
        var message = isPlain ? 0 : messages.Size(new ReferenceMessage(0, refers).ToBytes(PatchReference.Columns(picture.Width)).Length, plan.SnrDb).Uses;
        var left = Math.Max(1, uses - message) / uses;
        var sent = PatchReference.Difference(picture, prototype, refers);
        var its = new LinkPlan(left * plan.ChannelBandwidthRatio, plan.SnrDb) { IsDifference = !isPlain };
        var frame = _transmitter.Encode(sent, its);
        var received = ChannelSpec.Parse("awgn").Create(plan.SnrDb).Transmit(frame.Symbols, new ChannelRealization((ulong)seed, 0)).ToReceivedFrame(genie: false);
        var shown = _receiver.Decode(received, acceptDifference: true).Value ?? PictureConcealment.Grey(picture.Width, picture.Height);
        var errorDb = Decibels.FromLinear(255 * 255) - (PictureQuality.PsnrDb(picture, PatchReference.Restore(shown, prototype, refers)) ?? BestPsnrDb);
        return new GateTrial(string.Concat(refers.Select(refer => refer ? '1' : '0')), left, errorDb, Math.Min(Decibels.FromLinear(LinkPlan.LostError), -_transmitter.ExpectedQuality(sent, its, isSealed: false)));
    }
}
