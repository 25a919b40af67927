using SemCom.Coding;
using SemCom.Framing;
using SemCom.Receiver;
using SemCom.Receiver.Decoding;
using SemCom.Receiver.Equalization;
using SemCom.Receiver.Estimation;

namespace SemCom;

/// <summary>
/// The receiving end for bytes. It knows the layout of frames and nothing else of the transmitter; synchronisation, estimation and header are those of
/// semantic frames. Any number of threads may decode at the same time.
/// </summary>
/// <param name="layout">Where known symbols stand, on which grid and antennas; must be the transmitter's.</param>
/// <param name="estimator">How gains between the pilots of a grid are estimated.</param>
/// <param name="options">Effort of the LDPC decoder.</param>
public sealed class DigitalReceiver(FrameLayout layout, EstimatorKind estimator = EstimatorKind.LmmseRobust, LdpcDecoderOptions? options = null)
{
    private readonly FrameReader _reader = new(layout, estimator);

    /// <summary>Decodes one frame.</summary>
    public Reception<DigitalMessage> Decode(ReceivedFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_reader.Read(frame, bits => DigitalHeader.FromBits(bits) is not null) is not { } reading)
            return new Reception<DigitalMessage> { Loss = "the header could not be read" };
        var header = DigitalHeader.FromBits(reading.HeaderBits)!;
        if (reading.Data.Length < header.Symbols / 2 || DigitalFormat.For(header) is not { } format)
            return new Reception<DigitalMessage> { Loss = "the header asks for more than the frame can hold", Sequence = header.Sequence };

        var (symbols, noise) = FrameInterleaver.Gather(reading.Data.Span, reading.Noise.Span, header.Symbols);
        if (_reader.HasOneGain(frame))
            BlindRefinement.Apply(format.Shaped?.Constellation ?? ShapedConstellation.Of(header.Mcs), symbols, noise);
        var bits = new byte[format.Segmentation.MessageBits];
        var result = TransportDemodulator.Decode(format, symbols, noise, bits, options);
        var bytes = new byte[header.MessageBytes];
        BitPacking.Pack(bits, bytes);
        var right = result.BlockCorrect.Count(correct => correct);
        return new Reception<DigitalMessage>
        {
            Value = new DigitalMessage(header, bytes, Blocks(format.Segmentation, result)),
            Confidence = (double)right / result.BlockCorrect.Count,
            EffectiveSnrDb = EffectiveSnr.Db(noise),
            Sequence = header.Sequence,
        };
    }

    /// <summary>
    /// A byte that two code blocks share belongs to both. Where every block's CRC is right and the transport block's is not, no block can be trusted.
    /// </summary>
    private static MessagePart[] Blocks(CodeBlockSegmentation segmentation, TransportResult result)
    {
        var parts = new MessagePart[segmentation.BlockCount];
        for (var b = 0; b < parts.Length; b++)
        {
            var (first, count) = segmentation.MessageBitsOf(b);
            var end = (first + count + 7) / 8;
            parts[b] = new MessagePart(first / 8, end - first / 8, result.BlockCorrect[b] && (result.Correct || result.BlockCorrect.Contains(false)));
        }
        return parts;
    }
}
