namespace SemCom.Evaluation.Tests;

public sealed class MovingSceneTests
{
    private static readonly Picture Ramp = new(64, 48, [.. Enumerable.Range(0, 64 * 48).SelectMany(i => Enumerable.Repeat((byte)(3 * (i % 64)), 3))]);

    [Fact]
    public void Pan_MovesByItsSpeedAndMirrorsAtTheEdge()
    {
        var scene = new MovingScene(Ramp, new MotionKind("pan", 2), seed: 1);
        var frame = scene.Frame(5);
        // Ten pixels on: 3 grey levels a pixel; the camera's noise has a deviation of 1.
        Assert.Equal(3 * (20 + 10), frame.Rgb[3 * (10 * 64 + 20)], 6.0);
        Assert.Equal(3 * 63 - 3 * 7, frame.Rgb[3 * (10 * 64 + 60)], 6.0);
    }

    [Fact]
    public void StillScene_DiffersByTheCamerasNoise()
    {
        var scene = new MovingScene(Ramp, new MotionKind("still", 0), seed: 2);
        // Noise of variance 1 and rounding of 1/12 in both; the ramp's black edge is cut off.
        Assert.InRange(PictureChange.ErrorDb(scene.Frame(0), scene.Frame(3)), 2.5, 4);
        Assert.Equal(0, ChangedTiles.Between(scene.Frame(0), scene.Frame(3)).Count);
    }
}
