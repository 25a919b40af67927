namespace SemCom.Evaluation.Plugins;

/// <summary>A symbol codec that is a pair of programs: one writes symbols, the other reads equalised symbols and their noise.</summary>
internal sealed class ProgramSymbolCodec : ISymbolCodec
{
    private readonly PluginProgram _encoder;
    private readonly PluginProgram _decoder;
    private readonly bool _npy;

    /// <param name="file">Its description.</param>
    /// <exception cref="SemComException">A command breaks a rule, or a program or file is missing.</exception>
    public ProgramSymbolCodec(PluginFile file)
    {
        _encoder = new PluginProgram(file, "encoder", ["in", "symbols"], ["max-symbols", .. ProgramValues.Shared]);
        _decoder = new PluginProgram(file, "decoder", ["received", "out"], ["noise", .. ProgramValues.Shared]);
        _npy = file.Choice("format", "float32", ["float32", "npy"]) == "npy";
        Identity = $"encoder {_encoder.Checksum}, decoder {_decoder.Checksum}, files {ProgramFiles.Checksum(file)}";
    }

    public string Identity { get; }

    private string Ending => _npy ? ".npy" : ".f32";

    public Complex32[] Encode(PluginJob job, int maxSymbols)
    {
        using var scratch = new ScratchFolder();
        var values = ProgramValues.Of(job, job.PlanSnrDb);
        (values["in"], values["symbols"], values["max-symbols"]) = (scratch["in.png"], scratch["symbols" + Ending], ProgramValues.Text(maxSymbols));
        job.Picture.Save(values["in"]);
        _encoder.Run(job, values, scratch, values["symbols"]);
        try
        {
            return SymbolFile.Read(ProgramFiles.Read(values["symbols"], int.MaxValue));
        }
        catch (FormatException e)
        {
            throw job.Error($"the encoder's {{symbols}} {e.Message}; write little-endian float32 I, Q, I, Q, … or .npy of complex64");
        }
    }

    public Picture Decode(PluginJob job, ReceivedSymbols received)
    {
        using var scratch = new ScratchFolder();
        var values = ProgramValues.Of(job, received.EffectiveSnrDb);
        (values["received"], values["noise"], values["out"]) = (scratch["received" + Ending], scratch["noise" + Ending], scratch["out.png"]);
        File.WriteAllBytes(values["received"], SymbolFile.Write(received.Symbols.Span, _npy));
        File.WriteAllBytes(values["noise"], SymbolFile.Write(received.NoisePower.Span, _npy));
        _decoder.Run(job, values, scratch, values["out"]);
        return ProgramFiles.ReadPicture(job, values["out"]);
    }
}
