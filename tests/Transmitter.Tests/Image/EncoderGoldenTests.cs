using SemCom.Core.Tests.Latents;
using SemCom.Latents;
using SemCom.Runtime.Models;
using SemCom.Runtime.Onnx;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Transmitter.Tests.Image;

/// <summary>The analysis network against the training code, so that a changed model file or runtime shows.</summary>
public sealed class EncoderGoldenTests
{
    [Theory]
    [MemberData(nameof(TrainedModel.Ids), MemberType = typeof(TrainedModel))]
    public void Latents_AreThoseOfTheTrainingCode(string id) => Check(id, "encoder", "encoder");

    [Fact]
    public void LatentsForTokens_AreThoseOfTheTrainingCode() => Check("image-base", "token-encoder", "tokenEncoder");

    private static void Check(string id, string role, string samples)
    {
        OnnxFact.RequireLibrary();
        const int rows = 16, columns = 24;
        var model = new TrainedModel(id);
        var output = new float[model.LatentTables.Latents * rows * columns];
        ModelSessions.Get(ModelCatalogue.Default.Find(id), role).Run(
            [
                new OnnxInput("picture", TrainedModel.Wave(3 * rows * columns * 256, 0.013, 120, 127.5), 1, 3, rows * 16, columns * 16),
                new OnnxInput("classes", Enumerable.Range(0, rows * columns).Select(i => (float)(i * 5 / 7 % 6)).ToArray(), 1, 1, rows, columns),
                new OnnxInput("condition", CodecCondition.Of(7, 1 / 16.0), 1, 2),
            ],
            [new OnnxOutput("latents", output, 1, model.LatentTables.Latents, rows, columns)]);

        model.AssertGolden(output, 2e-3, samples);
    }
}
