using BenchmarkDotNet.Attributes;
using SemCom.Runtime.Quality;

namespace SemCom.Bench;

/// <summary>Judging one received picture of 768x512 by each metric; what networks see in the original is there already, as in a sweep.</summary>
public class QualityBenchmarks
{
    private Picture _original = null!;
    private Picture _received = null!;
    private PerceptualReference _reference = null!;
    private PictureEmbedder _embedder = null!;
    private PictureEmbedding _embedding = null!;

    /// <summary>Threads inside one inference.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _original = Picture.Load(SamplePicture.Path);
        var rgb = _original.Rgb.ToArray();
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)(rgb[i] & 0xF0);
        _received = new Picture(_original.Width, _original.Height, rgb);
        _reference = PerceptualDistance.Load(Threads).Prepare(_original);
        _embedder = PictureEmbedder.Load(Threads);
        _embedding = _embedder.Embed(_original);
        Perceptual();
    }

    [Benchmark]
    public double? Psnr() => PictureQuality.PsnrDb(_original, _received);

    [Benchmark]
    public double? Ssim() => PictureQuality.Ssim(_original, _received);

    [Benchmark]
    public double? MsSsim() => PictureQuality.MsSsim(_original, _received);

    [Benchmark]
    public double? Perceptual() => _reference.DistanceTo(_received);

    [Benchmark]
    public double SemanticAndClass() => _embedding.SimilarityTo(_embedder.Embed(_received));
}
