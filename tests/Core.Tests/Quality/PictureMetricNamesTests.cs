namespace SemCom.Core.Tests.Quality;

public class PictureMetricNamesTests
{
    [Theory]
    [InlineData("psnr", PictureMetrics.Psnr)]
    [InlineData("ms-ssim", PictureMetrics.Psnr | PictureMetrics.MsSsim)]
    [InlineData("SSIM, perceptual", PictureMetrics.Psnr | PictureMetrics.Ssim | PictureMetrics.Perceptual)]
    [InlineData("psnr,ms-ssim,ssim", PictureMetrics.Pixels)]
    [InlineData("psnr,ms-ssim,ssim,perceptual,semantic,class", PictureMetrics.All)]
    [InlineData("all", PictureMetrics.All)]
    public void Lists_AreRead_AndPsnrIsAlwaysAmongThem(string text, PictureMetrics metrics)
    {
        Assert.Equal(metrics, PictureMetricNames.Parse("--metrics", text));
        Assert.Equal(metrics, PictureMetricNames.Parse("--metrics", PictureMetricNames.Format(metrics)));
    }

    [Theory]
    [InlineData("lpips", "lpips")]
    [InlineData("", "")]
    [InlineData("psnr,,ssim", "")]
    public void UnknownNames_AreRefused(string text, string name) =>
        Assert.Equal(
            $"--metrics must be all, or some of psnr, ms-ssim, ssim, perceptual, semantic, class (was '{name}'); write for example ssim,perceptual",
            Assert.Throws<SemComException>(() => PictureMetricNames.Parse("--metrics", text)).Message);
}
