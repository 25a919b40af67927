using System.Collections.Concurrent;
using System.Diagnostics;
using SemCom.Coding;
using SemCom.Evaluation.Rivals;

namespace SemCom.Evaluation.Plugins;

/// <summary>
/// A byte codec over NR LDPC and QAM, as the classical systems are: the modulation and code rate with the best expected PSNR at the planned SNR, or the one that
/// the description fixes.
/// </summary>
/// <param name="file">Its description.</param>
/// <param name="codec">What computes.</param>
/// <param name="bench">The link and its measured error rates.</param>
internal sealed class ByteSystem(PluginFile file, ProgramByteCodec codec, RivalWorkbench bench) : PluginSystem(file)
{
    /// <summary>What headers call such messages; see <c>DigitalHeader.Content</c>.</summary>
    private const int Content = 254;

    private readonly McsEntry? _mcs = file.Text("mcs", null) is { } text ? McsLadder.Parse(text) : null;
    private readonly ConcurrentDictionary<string, Lazy<Encoding>> _encodings = new(StringComparer.Ordinal);

    public override string Identity => $"plugin {Description.Sha256}; {codec.Identity}; {bench.Transports.Identity}";

    protected override PluginOutcome Send(PluginJob job)
    {
        var begin = Stopwatch.GetTimestamp();
        var (mcs, bytes) = Plan(job);
        var encode = Stopwatch.GetElapsedTime(begin);
        if (mcs is null || bytes is null)
        {
            // Like the classical systems: nothing is sent, and the whole budget is charged.
            return new PluginOutcome(null, new ChannelUseLedger(job.ChannelUses, 0, 0, 0, 0))
            {
                Mode = "digital",
                Blocks = (0, 0),
                Encode = encode,
                Notice = "no file of the encoder is small enough for the channel uses and the planned SNR; a grey stand-in is shown",
            };
        }
        job.Cancellation.ThrowIfCancellationRequested();
        var message = new TransportMessage(bytes, Content, job.Picture.Width, job.Picture.Height);
        var sent = bench.Transports.Create(job.Conditions.Channel, job.Conditions.SnrDb, job.Conditions.Genie)
            .Send(message, mcs, job.ChannelUses, job.PlanSnrDb, job.Realization);
        job.Cancellation.ThrowIfCancellationRequested();

        begin = Stopwatch.GetTimestamp();
        var picture = sent.Correct ? codec.Decode(job, sent.Message) : null;
        return new PluginOutcome(picture, sent.Ledger)
        {
            Mode = "digital",
            Model = McsLadder.NameOf(mcs),
            Encode = encode + sent.EncodeTime,
            Air = sent.ChannelTime,
            Decode = sent.DecodeTime + Stopwatch.GetElapsedTime(begin),
            Blocks = (sent.Blocks, sent.BlocksLost),
            BytesOnWire = sent.BytesOnWire,
            Notice = picture is null ? "blocks were lost; a grey stand-in is shown" : null,
        };
    }

    private (McsEntry? Mcs, byte[]? Bytes) Plan(PluginJob job)
    {
        var picture = new RivalPicture(job.Picture);
        var point = new LinkPoint(job.Conditions.Channel, job.PlanSnrDb, job.Conditions.Genie, job.ChannelUses);
        var link = bench.Transports.Create(point.Channel, point.PlanSnrDb, point.Genie);
        Encoding? Encoded(McsEntry mcs) => link.MessageBytes(mcs, job.ChannelUses, job.PlanSnrDb) is var bytes and > 0 ? Remembered(job, picture, bytes) : null;
        var mcs = _mcs ?? bench.Adaptation.Choose(point, McsLadder.All, m => Encoded(m)?.PsnrDb, picture.GreyPsnrDb);
        return (mcs, mcs is null ? null : Encoded(mcs)?.Bytes);
    }

    /// <summary>What the encoder makes of a picture is computed once for each budget, whatever the noise is.</summary>
    private Encoding Remembered(PluginJob job, RivalPicture picture, int maxBytes) =>
        _encodings.GetOrAdd($"{picture.Hash} {maxBytes} {codec.EncoderKey(job)}", _ => new Lazy<Encoding>(() => Encode(job, maxBytes), LazyThreadSafetyMode.ExecutionAndPublication)).Value;

    private Encoding Encode(PluginJob job, int maxBytes)
    {
        var bytes = codec.Encode(job, maxBytes);
        if (bytes.Length > maxBytes)
            return new Encoding(null, null);
        return new Encoding(bytes, _mcs is null ? PictureQuality.PsnrDb(job.Picture, codec.Decode(job, bytes)) ?? EncodeLadder.IdenticalPsnrDb : null);
    }

    /// <param name="Bytes">The encoder's file; null when it is larger than allowed.</param>
    /// <param name="PsnrDb">Its PSNR where that is needed [dB].</param>
    private sealed record Encoding(byte[]? Bytes, double? PsnrDb);
}
