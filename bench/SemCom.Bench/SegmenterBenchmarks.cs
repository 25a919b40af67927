using BenchmarkDotNet.Attributes;

namespace SemCom.Bench;

/// <summary>Looking at a picture of 640x480 once, and one prompt: the best reading at the picture's size.</summary>
public class SegmenterBenchmarks
{
    private static readonly SegmentationPrompt Point = SegmentationPrompt.At(320, 240);

    private PromptableSegmenter _segmenter = null!;
    private Picture _picture = null!;
    private ISegmentedPicture _looked = null!;
    private ISegmentedPicture _closer = null!;

    /// <summary>Threads inside one inference.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _segmenter = PromptableSegmenter.Load(Threads);
        _picture = Picture.Load(SamplePicture.Path).Part(new PictureBox(0, 0, 640, 480));
        _looked = _segmenter.Look(_picture);
        _closer = new CloserSegmenter(_segmenter).Look(_picture);
    }

    [Benchmark]
    public ISegmentedPicture Look() => _segmenter.Look(_picture);

    [Benchmark]
    public RegionMask Prompt() => _looked.Masks(Point)[0].Mask;

    [Benchmark]
    public RegionMask PromptWithBox() => _looked.Masks(SegmentationPrompt.In(new PictureBox(100, 80, 300, 250)))[0].Mask;

    [Benchmark]
    public RegionMask PromptWithASmallBoxCloser() => _closer.Masks(SegmentationPrompt.In(new PictureBox(300, 200, 80, 60)))[0].Mask;

    [Benchmark]
    public ImportanceMap? LookAndImportance() => _segmenter.Look(_picture).Importance;
}
