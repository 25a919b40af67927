using SemCom.Agents;
using SemCom.Wire;

namespace SemCom;

/// <summary>
/// The agent's model of the link: from what the transmitter sees of a picture and tried with it at home, the planned SNR and a supposed true one, a small network predicts for every way of sending how large the errors will be,
/// how likely it is lost and what it costs. Fitted to recorded transmissions by <see cref="LinkTwinTrainer"/>. Immutable; each thread predicts with a <see cref="TwinWorkspace"/> of its own.
/// </summary>
public sealed class LinkTwin
{
    /// <summary>Numbers that are predicted of each way: error, error inside what matters, similarity, loss, channel uses.</summary>
    internal const int Outputs = 5;

    /// <summary>Numbers that go in: four of the picture, nine of its trial, planned SNR, true − planned SNR.</summary>
    internal const int Inputs = 15;

    internal const int ErrorOutput = 0, FocusErrorOutput = 1, SimilarityOutput = 2, LossOutput = 3, CbrOutput = 4;

    /// <summary>Scales of outputs: tens of dB around 20 dB; channel uses against those asked for.</summary>
    internal const float MeanErrorDb = 20, ErrorScaleDb = 10;

    private const string Title = "model of a link";
    private const int MaxText = 1000, MaxFile = 1 << 22;

    private static readonly DocumentHead Head = new("semcom-twin", Version: 1, FieldCount: 3);

    private static readonly int[] Hidden = [48, 48];

    private readonly float[] _parameters;

    internal LinkTwin(IReadOnlyList<string> ways, float[] parameters)
    {
        (Ways, _parameters) = (ways, parameters);
        Shape = ShapeFor(ways.Count);
    }

    /// <summary>Names of the ways of sending, in the order of the catalogue.</summary>
    public IReadOnlyList<string> Ways { get; }

    internal DenseShape Shape { get; }

    internal static DenseShape ShapeFor(int ways) => new(Inputs, Hidden, ways * Outputs, Activation.Tanh);

    /// <summary>Predicts for one picture and some pairs of SNRs.</summary>
    /// <param name="complexity">What is seen of the picture.</param>
    /// <param name="trial">What was tried with it.</param>
    /// <param name="snrs">Planned and supposed true SNRs [dB]; at most as many as the workspace has rows.</param>
    /// <param name="workspace">Memory of this thread.</param>
    /// <param name="predictions">Receives what each way brings for each pair [pairs · ways].</param>
    public void Predict(PictureComplexity complexity, PictureTrial trial, ReadOnlySpan<(double PlanDb, double TrueDb)> snrs, TwinWorkspace workspace, Span<Transmission> predictions)
    {
        ArgumentNullException.ThrowIfNull(complexity);
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(workspace);
        for (var i = 0; i < snrs.Length; i++)
            FillInputs(complexity, trial, snrs[i].PlanDb, snrs[i].TrueDb - snrs[i].PlanDb, workspace.Inputs.AsSpan(i * Inputs, Inputs));
        var outputs = DenseNetwork.Forward(Shape, _parameters, workspace.Inputs, snrs.Length, workspace.Dense);
        for (var i = 0; i < predictions.Length; i++)
            predictions[i] = Read(outputs.Slice(i * Outputs, Outputs), trial);
    }

    /// <summary>Writes a file: MessagePack, ["semcom-twin", 1, ways, weights as 32-bit floats, sum].</summary>
    public void Save(string path)
    {
        var writer = Head.Open(1 << 16);
        writer.WriteArrayHead(Ways.Count);
        foreach (var way in Ways)
            writer.Write(way);
        writer.WriteBinary(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_parameters.AsSpan()));
        writer.WriteBinary(System.Security.Cryptography.SHA256.HashData(writer.WrittenSpan));
        File.WriteAllBytes(path, writer.TakeBytes());
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="SemComException">It is missing, damaged, of another kind or for other ways of sending.</exception>
    public static LinkTwin Load(string path, PlanCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        if (!File.Exists(path))
            throw new SemComException($"{Title} '{path}': there is no such file; fit one with 'semcom agent train'");
        if (new FileInfo(path).Length > MaxFile)
            throw new SemComException($"{Title} '{path}': must have at most {MaxFile >> 20} MiB (has more); fit one with 'semcom agent train'");
        var bytes = File.ReadAllBytes(path);
        var reader = Head.Read(bytes, $"{Title} '{path}'");
        var ways = new string[reader.ReadArrayHead(MaxText)];
        for (var i = 0; i < ways.Length; i++)
            ways[i] = reader.ReadText(MaxText);
        var weights = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(reader.ReadBinary(MaxFile)).ToArray();
        var content = bytes.AsSpan(0, reader.Position);
        if (!reader.ReadBinary(64).SequenceEqual(System.Security.Cryptography.SHA256.HashData(content)))
            throw reader.Fail("a wrong checksum");
        reader.End();
        if (!ways.SequenceEqual(catalogue.Ways.Select(way => way.Name), StringComparer.Ordinal))
            throw new SemComException($"{Title} '{path}': it must know the {catalogue.Ways.Count} ways of sending that the agent has (knows {ways.Length} others); fit it again");
        if (weights.Length != ShapeFor(ways.Length).Parameters)
            throw reader.Fail($"{weights.Length} weights");
        return new LinkTwin(ways, weights);
    }

    internal static void FillInputs(PictureComplexity complexity, PictureTrial trial, double planDb, double offsetDb, Span<float> inputs)
    {
        inputs[0] = (complexity.VarianceDb - 32) / 6;
        inputs[1] = (complexity.GradientDb - 22) / 6;
        inputs[2] = (complexity.CoarseGradientDb - 25) / 6;
        inputs[3] = (complexity.FocusGradientDb - 22) / 6;
        trial.CopyTo(inputs[6..]);
        inputs[4] = (float)((Math.Clamp(planDb, -4, 24) - 10) / 10);
        inputs[5] = (float)(Math.Clamp(offsetDb, -10, 8) / 5);
    }

    /// <summary>Errors and similarity are told against those of the trial at the low rate.</summary>
    private static Transmission Read(ReadOnlySpan<float> y, PictureTrial trial) => new(Math.Max(0, y[CbrOutput]) / 10,
        new RecordedOutcome(trial.Coarse.ErrorDb + ErrorScaleDb * y[ErrorOutput], trial.Coarse.FocusErrorDb + ErrorScaleDb * y[FocusErrorOutput],
            Math.Clamp(trial.Coarse.Similarity + y[SimilarityOutput], 0, 1), 1 / (1 + MathF.Exp(-y[LossOutput]))));
}
