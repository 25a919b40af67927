namespace SemCom.Evaluation.Plugins;

/// <summary>A byte codec that is a pair of programs: one writes a file, the other turns it back into a picture.</summary>
internal sealed class ProgramByteCodec
{
    private readonly PluginProgram _encoder;
    private readonly PluginProgram _decoder;

    /// <param name="file">Its description.</param>
    /// <exception cref="SemComException">A command breaks a rule, or a program or file is missing.</exception>
    public ProgramByteCodec(PluginFile file)
    {
        _encoder = new PluginProgram(file, "encoder", ["in", "bytes"], ["max-bytes", .. ProgramValues.Shared]);
        _decoder = new PluginProgram(file, "decoder", ["bytes", "out"], ["width", "height", "channel", "cbr"]);
        Identity = $"encoder {_encoder.Checksum}, decoder {_decoder.Checksum}, files {ProgramFiles.Checksum(file)}";
    }

    /// <summary>Checksums of programs and files.</summary>
    public string Identity { get; }

    /// <summary>What the encoder's result depends on beside the picture and the budget.</summary>
    public string EncoderKey(PluginJob job) => string.Join('\n', _encoder.Command.Fill(ProgramValues.Of(job, job.PlanSnrDb)));

    /// <summary>The encoder's file, which may be larger than allowed.</summary>
    /// <exception cref="SemComException">It failed, or the file is empty.</exception>
    public byte[] Encode(PluginJob job, int maxBytes)
    {
        using var scratch = new ScratchFolder();
        var values = ProgramValues.Of(job, job.PlanSnrDb);
        (values["in"], values["bytes"], values["max-bytes"]) = (scratch["in.png"], scratch["bytes.bin"], ProgramValues.Text(maxBytes));
        job.Picture.Save(values["in"]);
        _encoder.Run(job, values, scratch, values["bytes"]);
        var bytes = ProgramFiles.Read(values["bytes"], maxBytes + 1);
        return bytes.Length > 0 ? bytes : throw job.Error($"the encoder's {{bytes}} must hold at least one byte (was empty on {job.SourceName}); correct the encoder");
    }

    /// <summary>The picture that a file gives.</summary>
    /// <exception cref="SemComException">The decoder failed, or its picture has another size.</exception>
    public Picture Decode(PluginJob job, byte[] bytes)
    {
        using var scratch = new ScratchFolder();
        var values = ProgramValues.Of(job, job.PlanSnrDb);
        (values["bytes"], values["out"]) = (scratch["bytes.bin"], scratch["out.png"]);
        File.WriteAllBytes(values["bytes"], bytes);
        _decoder.Run(job, values, scratch, values["out"]);
        return ProgramFiles.ReadPicture(job, values["out"]);
    }
}
