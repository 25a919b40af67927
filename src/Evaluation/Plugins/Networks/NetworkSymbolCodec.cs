using System.Collections.Concurrent;
using SemCom.Runtime.Onnx;

namespace SemCom.Evaluation.Plugins;

/// <summary>A symbol codec that is a pair of ONNX networks: picture to real values, taken pairwise as symbols, and back.</summary>
internal sealed class NetworkSymbolCodec : ISymbolCodec
{
    private readonly PluginFile _file;
    private readonly (string Encoder, string Decoder) _paths;
    private readonly PictureTensor _tensor;
    private readonly SymbolPairing _pairing;
    private readonly string? _snrInput;
    private readonly float _amplitude;
    private readonly ConcurrentDictionary<int, Lazy<(OnnxSession Encoder, OnnxSession Decoder)>> _sessions = new();
    private readonly ConcurrentDictionary<(int Width, int Height), long[]> _shapes = new();

    /// <param name="file">Its description.</param>
    /// <exception cref="SemComException">A value breaks a rule, a network cannot be loaded or has other inputs, or ONNX Runtime is missing.</exception>
    public NetworkSymbolCodec(PluginFile file)
    {
        _file = file;
        _paths = (file.ExistingFile("encoder"), file.ExistingFile("decoder"));
        var (low, high) = file.Choice("range", "0..1", ["0..1", "0..255", "-1..1"]) switch { "0..1" => (0, 1), "0..255" => (0, 255), _ => (-1, 1) };
        _tensor = new PictureTensor(low, high, file.Integer("multiple", 1, 1, 1024));
        _pairing = file.Choice("symbols", "interleaved", ["interleaved", "halves"]) == "halves" ? SymbolPairing.Halves : SymbolPairing.Interleaved;
        _snrInput = file.Text("snr-input", null);
        _amplitude = (float)Math.Sqrt(file.Number("power", 1, 1e-6, 1e6));
        var (encoder, decoder) = Sessions(1); // wrong files are refused before a sweep begins
        CheckInputs(encoder, "encoder");
        CheckInputs(decoder, "decoder");
        if (_snrInput is not null && !TakesSnr(encoder) && !TakesSnr(decoder))
            throw file.Error($"\"snr-input\" must be an input of encoder or decoder (was '{_snrInput}'; the encoder has {string.Join("; ", encoder.Inputs)}); correct the name");
        Identity = $"encoder {PluginChecksum.OfFile(_paths.Encoder)}, decoder {PluginChecksum.OfFile(_paths.Decoder)}, files {ProgramFiles.Checksum(file)}, ONNX Runtime {OnnxLibrary.Load().Version}";
    }

    public string Identity { get; }

    public Complex32[] Encode(PluginJob job, int maxSymbols)
    {
        var session = Sessions(job.Conditions.Threads ?? 0).Encoder;
        var picture = job.Picture;
        var features = Run(session, _tensor.From(picture), PictureShape(picture), job.PlanSnrDb);
        if (features.Values.Length % 2 != 0)
            throw job.Error($"the encoder's output must have an even number of values, two for each symbol (was {features.Values.Length} for {job.SourceName}); change the network or pad with \"multiple\"");
        _shapes[(picture.Width, picture.Height)] = features.Shape; // follows from the size alone, so that both ends know it
        return SymbolPairs.Join(features.Values, _pairing);
    }

    public Picture Decode(PluginJob job, ReceivedSymbols received)
    {
        var session = Sessions(job.Conditions.Threads ?? 0).Decoder;
        var (width, height) = (job.Picture.Width, job.Picture.Height);
        var made = Run(session, SymbolPairs.Split(received.Symbols.Span, _pairing, _amplitude), _shapes[(width, height)], received.EffectiveSnrDb);
        var expected = PictureShape(job.Picture);
        return made.Shape.AsSpan().SequenceEqual(expected) ? _tensor.To(made.Values, width, height)
            : throw job.Error($"the decoder's output for {job.SourceName} must have the shape [{string.Join(", ", expected)}] (was [{string.Join(", ", made.Shape)}]); "
                + "set \"multiple\" to what the networks need");
    }

    private long[] PictureShape(Picture picture) => [1, 3, _tensor.Padded(picture.Height), _tensor.Padded(picture.Width)];

    private OnnxResult Run(OnnxSession session, float[] values, long[] shape, double snrDb)
    {
        var main = MainInput(session);
        var value = new OnnxInput(main.Name, values, shape);
        var info = session.Inputs.FirstOrDefault(i => i.Name == _snrInput);
        return info is null ? session.Run(value)[0] : session.Run(value, new OnnxInput(info.Name, new[] { (float)snrDb }, [.. info.Shape.Select(_ => 1L)]))[0];
    }

    private OnnxTensorInfo MainInput(OnnxSession session) => session.Inputs.First(i => i.Name != _snrInput);

    private bool TakesSnr(OnnxSession session) => session.Inputs.Any(i => i.Name == _snrInput);

    private void CheckInputs(OnnxSession session, string key)
    {
        var others = session.Inputs.Count(i => i.Name != _snrInput);
        if (others != 1)
        {
            throw _file.Error($"\"{key}\" must have one input beside the SNR's (has {string.Join("; ", session.Inputs)}); "
                + (others == 0 ? "correct \"snr-input\"" : "name the one for the SNR in \"snr-input\", or export the network with fewer inputs"));
        }
        if (session.Outputs.Count != 1)
            throw _file.Error($"\"{key}\" must have one output (has {string.Join("; ", session.Outputs)}); export the network with one");
    }

    private (OnnxSession Encoder, OnnxSession Decoder) Sessions(int threads) => _sessions.GetOrAdd(threads, t => new(() =>
    {
        var options = new OnnxSessionOptions { Threads = t, KeepMemory = true };
        return (OnnxSession.Open(_paths.Encoder, options), OnnxSession.Open(_paths.Decoder, options));
    })).Value;
}
