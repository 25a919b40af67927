using System.Text.Json;
using SemCom.Core.Tests.Latents;
using SemCom.Runtime.Media;
using SemCom.Runtime.Models;
using SemCom.Runtime.Onnx;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Transmitter.Tests.Semantics;

public sealed class PromptableSegmenterTests
{
    private static readonly Picture Harbour = PictureFile.Load(TrainedModel.InRepository("samples/pictures/harbour.png"));

    /// <summary>What the training code computed for a picture made by a formula, a point, and a box with a negative point (training/segmentation/export.py).</summary>
    [Fact]
    public void Networks_GiveWhatTheTrainingCodeGave()
    {
        OnnxFact.RequireLibrary();
        var golden = JsonDocument.Parse(File.ReadAllBytes(TrainedModel.InRepository("models/segment/golden.json"))).RootElement;
        var (width, height, stride) = (golden.GetProperty("width").GetInt32(), golden.GetProperty("height").GetInt32(), golden.GetProperty("stride").GetInt32());
        var model = ModelCatalogue.Default.Find(PromptableSegmenter.ModelId);
        var options = new OnnxSessionOptions { Threads = 1 };
        var picture = new float[3 * width * height];
        for (var i = 0; i < picture.Length; i++)
            picture[i] = (float)(127.5 + 127.5 * Math.Sin(i * 0.013));
        var seen = ModelSessions.Get(model, "encoder", options).Run(new OnnxInput("picture", picture, 1, 3, height, width)).ToDictionary(r => r.Name);
        foreach (var name in new[] { "embeddings", "fine", "importance" })
            AssertSamples(golden.GetProperty(name), seen[name].Values, stride);
        foreach (var prompt in golden.GetProperty("cases").EnumerateArray())
        {
            var points = prompt.GetProperty("points").EnumerateArray().SelectMany(p => p.EnumerateArray()).Select(v => v.GetSingle()).ToArray();
            var labels = prompt.GetProperty("labels").EnumerateArray().Select(v => v.GetSingle()).ToArray();
            var found = ModelSessions.Get(model, "decoder", options).Run(
                new OnnxInput("embeddings", seen["embeddings"].Values, seen["embeddings"].Shape), new OnnxInput("fine", seen["fine"].Values, seen["fine"].Shape),
                new OnnxInput("points", points, 1, labels.Length, 2), new OnnxInput("labels", labels, 1, labels.Length)).ToDictionary(r => r.Name);
            AssertSamples(prompt.GetProperty("masks"), found["masks"].Values, stride);
            AssertSamples(prompt.GetProperty("qualities"), found["qualities"].Values, 1);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 16)]
    [InlineData(33, 17)]
    [InlineData(300, 20)]
    [InlineData(700, 467)]
    public void AnySize_GivesMasksAndImportanceOfThatSize(int width, int height)
    {
        var looked = Load().Look(Part(width, height));
        var masks = looked.Masks(SegmentationPrompt.At(width / 2, height / 2));
        Assert.Equal(4, masks.Count);
        Assert.All(masks, m => Assert.Equal((width, height), (m.Mask.Width, m.Mask.Height)));
        Assert.All(masks, m => Assert.InRange(m.Quality, 0, 1));
        Assert.Equal(masks.Select(m => m.Quality).OrderDescending(), masks.Select(m => m.Quality));
        Assert.Equal((width, height), (looked.Importance!.Width, looked.Importance.Height));
        Assert.All(looked.Importance.Values.ToArray(), v => Assert.InRange(v, 0, 1));
        Assert.Single(looked.Masks(SegmentationPrompt.In(new PictureBox(0, 0, width, height))));
    }

    /// <summary>A bright disc on dark ground is found by a point on it, by a box around it, and without a prompt.</summary>
    [Fact]
    public void AnObject_IsFoundByPointAndBox()
    {
        var (picture, truth) = Disc(320, 240, 120, 130, 60);
        var looked = Load().Look(picture);
        Assert.InRange(looked.Masks(SegmentationPrompt.At(120, 130))[0].Mask.Overlap(truth), 0.8, 1);
        Assert.InRange(looked.Masks(SegmentationPrompt.In(new PictureBox(60, 70, 120, 120)))[0].Mask.Overlap(truth), 0.85, 1);
        Assert.InRange(looked.Importance!.ToMask().Overlap(truth), 0.6, 1);
    }

    /// <summary>The same bits whatever the number of threads.</summary>
    [Fact]
    public void Results_DoNotDependOnThreads()
    {
        var prompt = SegmentationPrompt.At(300, 250).Without(20, 20);
        var (one, two) = (Load(1).Look(Harbour), Load(2).Look(Harbour));
        Assert.Equal(one.Importance!.Values.ToArray(), two.Importance!.Values.ToArray());
        Assert.Equal(one.Masks(prompt)[0].Quality, two.Masks(prompt)[0].Quality);
    }

    [Fact]
    public void EveryPromptOfAPicture_IsIndependentOfTheOthers()
    {
        var looked = Load().Look(Harbour);
        var first = looked.Masks(SegmentationPrompt.At(300, 250))[0];
        looked.Masks(SegmentationPrompt.In(new PictureBox(10, 10, 200, 100)));
        var again = looked.Masks(SegmentationPrompt.At(300, 250))[0];
        Assert.Equal((first.Quality, 1.0), (again.Quality, first.Mask.Count == 0 ? 1 : first.Mask.Overlap(again.Mask)));
    }

    private static PromptableSegmenter Load(int threads = 1)
    {
        OnnxFact.RequireLibrary();
        return PromptableSegmenter.Load(threads);
    }

    private static Picture Part(int width, int height)
    {
        var rgb = new byte[3 * width * height];
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = Harbour.Rgb[(i / 3 / width * Harbour.Width + i / 3 % width) * 3 + i % 3];
        return new Picture(width, height, rgb);
    }

    private static (Picture Picture, RegionMask Truth) Disc(int width, int height, int x, int y, int radius)
    {
        var (rgb, truth) = (new byte[3 * width * height], new bool[width * height]);
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = Math.Pow(i % width - x, 2) + Math.Pow(i / width - y, 2) <= radius * radius;
            (rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]) = truth[i] ? ((byte)235, (byte)190, (byte)60) : ((byte)40, (byte)70, (byte)45);
        }
        return (new Picture(width, height, rgb), RegionMask.FromPixels(width, height, truth));
    }

    private static void AssertSamples(JsonElement samples, float[] values, int stride)
    {
        var expected = samples.EnumerateArray().Select(v => v.GetDouble()).ToArray();
        Assert.Equal((values.Length + stride - 1) / stride, expected.Length);
        var scale = Math.Sqrt(expected.Average(v => v * v));
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], values[i * stride], 2e-3 * scale);
    }
}
