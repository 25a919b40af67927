using SemCom.Core.Tests.Latents.Rotations;
using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Tokens.Entropy;

public sealed class PatchHintsTests
{
    /// <summary>The patch in the middle of three by three, by hand; at the edges the picture goes on as it ends.</summary>
    [Fact]
    public void Hints_TellNeighboursAndSlopes()
    {
        var grid = new PatchGrid(3, 3);
        var map = ClassMap.FromCells(grid, 1, [0, 1, 2, 3, 4, 5, 0, 2, 1]);
        var rotations = new RotationMap(TestRotations.Make(), [0, 2, 0, 1, 2, 2, 0, 0, 3]);
        float[] means = [0, 80, 0, 160, 320, 640, 0, 1280, 0, /**/ 0, 1, 0, 2, 3, 4, 0, 5, 0, /**/ 9, 0, 9, 0, 0, 0, 9, 0, 9];
        var hints = PatchHints.Of(map, rotations, means, 10);
        var middle = hints.AsSpan(4 * PatchHints.Count, PatchHints.Count).ToArray();
        Assert.Equal([0, 1, 4, Log(16), Log(32), Log(24), Log(96), Log(16), Log(72), Log(0), Log(0), 320 / 4096f, -1, 1, -3, -2], middle);
        var corner = hints.AsSpan(0, PatchHints.Count).ToArray();
        Assert.Equal([0, 0, 0, Log(0), Log(8), Log(0), Log(16), Log(8), Log(16), Log(0.3), Log(1.8), 0, 0, 1, 0, 3], corner);

        static float Log(double value) => PiecewiseLog.Of(value, 0.05);
    }
}
