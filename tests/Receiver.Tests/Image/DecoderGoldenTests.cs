using SemCom.Core.Tests.Latents;
using SemCom.Latents;
using SemCom.Runtime.Models;
using SemCom.Runtime.Onnx;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Receiver.Tests.Image;

/// <summary>The synthesis network against the training code, so that a changed model file or runtime shows.</summary>
public sealed class DecoderGoldenTests
{
    [Theory]
    [MemberData(nameof(TrainedModel.Ids), MemberType = typeof(TrainedModel))]
    public void Picture_IsThatOfTheTrainingCode(string id) => Check(id, "decoder", "decoder");

    [Fact]
    public void PictureOfTokens_IsThatOfTheTrainingCode() => Check("image-base", "token-decoder", "tokenDecoder");

    [Fact]
    public void GenerativePicture_IsThatOfTheTrainingCode() => Check("image-base", "generative-decoder", "generativeDecoder");

    private static void Check(string id, string role, string samples)
    {
        OnnxFact.RequireLibrary();
        const int rows = 16, columns = 24;
        var model = new TrainedModel(id);
        var latents = model.LatentTables.Latents;
        var output = new float[3 * 256 * rows * columns];
        ModelSessions.Get(ModelCatalogue.Default.Find(id), role).Run(
            [
                new OnnxInput("latents", TrainedModel.Wave(latents * rows * columns, 0.37, 20, 0), 1, latents, rows, columns),
                new OnnxInput("deviations", TrainedModel.Wave(latents * rows * columns, 0.11, 4, 5), 1, latents, rows, columns),
                new OnnxInput("condition", CodecCondition.Of(7, 1 / 16.0), 1, 2),
            ],
            [new OnnxOutput("picture", output, 1, 3, rows * 16, columns * 16)]);

        // Where convolutions compute with bytes, a value between two levels may fall on either side: some levels of the residual, of half a grey value each.
        model.AssertGolden(output, id == "image-live" ? 1e-2 : 2e-3, samples);
    }
}
