using SemCom.Core.Tests.Latents;
using SemCom.Latents;
using SemCom.Runtime.Models;
using SemCom.Runtime.Onnx;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Receiver.Tests.Image;

/// <summary>The synthesis network against the training code, so that a changed model file or runtime shows.</summary>
public sealed class DecoderGoldenTests
{
    [Fact]
    public void Picture_IsThatOfTheTrainingCode()
    {
        OnnxFact.RequireLibrary();
        const int rows = 16, columns = 24;
        var output = new float[3 * 256 * rows * columns];
        ModelSessions.Get(ModelCatalogue.Default.Find("image-base"), "decoder").Run(
            [
                new OnnxInput("latents", TrainedModel.Wave(384 * rows * columns, 0.37, 20, 0), 1, 384, rows, columns),
                new OnnxInput("deviations", TrainedModel.Wave(384 * rows * columns, 0.11, 4, 5), 1, 384, rows, columns),
                new OnnxInput("condition", CodecCondition.Of(7, 1 / 16.0), 1, 2),
            ],
            [new OnnxOutput("picture", output, 1, 3, rows * 16, columns * 16)]);

        var expected = TrainedModel.Samples("decoder");
        var actual = TrainedModel.Sampled(output, expected.Length).ToArray();
        var scale = Math.Sqrt(expected.Average(v => v * v));
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 2e-3 * scale);
    }
}
