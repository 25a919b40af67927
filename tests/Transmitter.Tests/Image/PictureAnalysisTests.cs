using SemCom.Core.Tests.Latents;
using SemCom.Core.Tests.Quality;
using SemCom.Latents;
using SemCom.Transmitter.Image;

namespace SemCom.Transmitter.Tests.Image;

public sealed class PictureAnalysisTests
{
    [Theory]
    [InlineData(16, 16)]
    [InlineData(1, 1)]
    [InlineData(50, 33)]
    [InlineData(160, 144)]
    public void ActivityAndColourMeans_AreThoseOfThePicturePaddedAtItsEdges(int width, int height)
    {
        var (tables, picture) = (TrainedModel.Tables, TestPictures.NoisyWaves(width, height, 30));
        var analysis = PictureAnalysis.Of(picture, tables);
        Assert.Equal(new PatchGrid((height + 15) / 16, (width + 15) / 16), analysis.Grid);
        var low = (float[])analysis.LowBand.Clone();
        for (var latent = 0; latent < 3; latent++)
            LowBandTransform.Inverse(low.AsSpan(latent * analysis.Grid.Count, analysis.Grid.Count), analysis.Grid, 8);

        for (var i = 0; i < analysis.Grid.Count; i++)
        {
            var means = new double[3];
            double activity = 0;
            for (var c = 0; c < 3; c++)
            {
                var values = Patch(picture, i / analysis.Grid.Columns, i % analysis.Grid.Columns, c).ToArray();
                means[c] = values.Average();
                activity += values.Average(v => (v - means[c]) * (v - means[c])) / 3;
            }
            Assert.Equal(activity, analysis.Activity[i], 1e-3 + 1e-5 * activity);
            for (var latent = 0; latent < 3; latent++)
            {
                var expected = tables.LowLatent(latent, means[0] - tables.Mean, means[1] - tables.Mean, means[2] - tables.Mean);
                Assert.Equal(expected, low[latent * analysis.Grid.Count + i], 0.02);
            }
        }
    }

    [Fact]
    public void ConstantPicture_HasNoActivity_AndOneCoefficientABlockAndColour()
    {
        var rgb = new byte[64 * 48 * 3];
        rgb.AsSpan().Fill(200);
        var analysis = PictureAnalysis.Of(new Picture(64, 48, rgb), TrainedModel.Tables);
        Assert.All(analysis.Activity, value => Assert.Equal(0, value));
        Assert.Equal(3, analysis.LowBand.Count(value => Math.Abs(value) > 0.01));
    }

    private static IEnumerable<double> Patch(Picture picture, int row, int column, int channel)
    {
        for (var y = row * 16; y < row * 16 + 16; y++)
        {
            for (var x = column * 16; x < column * 16 + 16; x++)
                yield return picture.Rgb[(Math.Min(y, picture.Height - 1) * picture.Width + Math.Min(x, picture.Width - 1)) * 3 + channel];
        }
    }
}
